using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Infrastructure.Security;

/// <summary>Cloudflare Turnstile.</summary>
internal sealed partial class TurnstileCaptcha : ICaptcha, IDisposable
{
    private const string Provider = "turnstile";

    // The answer has a few hundred bytes.
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly Error Unavailable =
        new(ErrorKind.Unavailable, "CAPTCHA_UNAVAILABLE", "The captcha cannot be checked at the moment; try again later");

    private readonly CaptchaOptions options;
    private readonly ILogger<TurnstileCaptcha> logger;
    private readonly HttpClient client;

    public TurnstileCaptcha(IOptions<CaptchaOptions> options, ILogger<TurnstileCaptcha> logger)
    {
        this.options = options.Value;
        this.logger = logger;
        client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime, AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = TimeSpan.FromSeconds(this.options.TimeoutSeconds),
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        Challenge = this.options.IsConfigured ? new CaptchaChallenge(Provider, this.options.SiteKey) : null;
    }

    public CaptchaChallenge? Challenge { get; }

    public async Task<Result<bool>> VerifyAsync(string token, string address, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["secret"] = options.SecretKey,
            ["response"] = token,
            ["remoteip"] = address,
        });
        try
        {
            using var response = await client.PostAsync(new Uri(options.VerifyUrl), form, cancellationToken);
            var answer = response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<Answer>(cancellationToken) : null;
            return answer is null ? Unavailable : answer.Success;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnavailable(exception, options.VerifyUrl);
            return Unavailable;
        }
    }

    public void Dispose() => client.Dispose();

    [LoggerMessage(Level = LogLevel.Error, Message = "The captcha's provider at {Url} does not answer")]
    private partial void LogUnavailable(Exception exception, string url);

    private sealed record Answer(bool Success);
}
