using Amazon.Runtime;
using Amazon.S3;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>A client of the store as the settings have it, over connections of its own.</summary>
internal sealed class S3Connection : HttpClientFactory, IDisposable
{
    // Long enough to be worth it, short enough for a store that moves to another address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient http;

    /// <param name="endpoint">One of the two in the options.</param>
    public S3Connection(S3Options options, string endpoint, RequestChecksumCalculation checksums = RequestChecksumCalculation.WHEN_REQUIRED)
    {
        Options = options;
        IsEncrypted = endpoint.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(options.ConnectSeconds),
            PooledConnectionLifetime = ConnectionLifetime,
        })
        {
            Timeout = TimeSpan.FromSeconds(options.RequestSeconds),
        };
        Client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), new AmazonS3Config
        {
            ServiceURL = endpoint,
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle,
            HttpClientFactory = this,
            // Stores that are not Amazon's newest refuse the checksums that the library would add.
            RequestChecksumCalculation = checksums,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            // Pauses grow and are of random length in this mode.
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = options.Retries,
            ThrottleRetries = false,
        });
    }

    public S3Options Options { get; }

    public AmazonS3Client Client { get; }

    /// <summary>Whether the connection guards the bytes, so that they need no signature of their own.</summary>
    public bool IsEncrypted { get; }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override string GetConfigUniqueString(IClientConfig clientConfig) => nameof(S3Connection);

    public void Dispose()
    {
        Client.Dispose();
        http.Dispose();
    }
}
