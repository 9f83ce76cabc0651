using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>Turns what the client library throws into what the port promises: an <see cref="IOException"/> whose text names no secret.</summary>
internal static class S3Failures
{
    // ENOSPC, by which a full disk is known, too.
    private const int NoSpaceLeft = 28;

    private static readonly string[] Full = ["QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "EntityTooLarge"];

    public static async Task<T> GuardAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (IsStores(exception, cancellationToken))
        {
            throw Explain(what, exception);
        }
    }

    public static bool IsMissing(AmazonS3Exception failure) =>
        failure.StatusCode == HttpStatusCode.NotFound && !string.Equals(failure.ErrorCode, "NoSuchBucket", StringComparison.Ordinal);

    /// <summary>Whether a condition of the request did not hold, or somebody else did the same at the same time.</summary>
    public static bool IsTaken(AmazonS3Exception failure) => failure.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict;

    /// <summary>Whether the store does not know something that was asked for.</summary>
    public static bool IsUnknownToStore(AmazonS3Exception failure) => failure.StatusCode == HttpStatusCode.NotImplemented;

    // What the caller cancelled is no failure of the store; a request that took too long is.
    private static bool IsStores(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or WebException => true,
        _ => false,
    };

    private static IOException Explain(string what, Exception exception)
    {
        var detail = exception is AmazonServiceException { ErrorCode.Length: > 0 } answer ? $"{(int)answer.StatusCode} {answer.ErrorCode}" : exception.Message;
        var isFull = exception is AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage }
            || (exception is AmazonServiceException { ErrorCode: { } code } && Full.Contains(code));
        var text = $"The object store failed at {what}: {detail}";
        return isFull ? new IOException(text, NoSpaceLeft) : new IOException(text, exception);
    }
}
