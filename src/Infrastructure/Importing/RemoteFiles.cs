using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Arrivals;
using Picora.Domain;

namespace Picora.Infrastructure.Importing;

internal sealed class RemoteFiles(VettedConnections connections, IOptions<ImportOptions> options) : IRemoteFiles
{
    public async Task<Result<RemoteFile>> OpenAsync(string url, CancellationToken cancellationToken)
    {
        if (RemoteAddress.Read(url) is not { } address)
        {
            return ImportErrors.NotAllowed;
        }

        var connection = new RemoteConnection(connections, options.Value);
        Result<RemoteFile> opened = ImportErrors.Unreachable;
        try
        {
            opened = await FollowAsync(connection, address, cancellationToken);
            return opened;
        }
        catch (Exception exception) when (FailureOf(exception, cancellationToken) is { } failure)
        {
            return failure;
        }
        finally
        {
            if (!opened.IsSuccess)
            {
                connection.Dispose();
            }
        }
    }

    private async Task<Result<RemoteFile>> FollowAsync(RemoteConnection connection, Uri first, CancellationToken cancellationToken)
    {
        var address = first;
        for (var redirects = 0; redirects <= options.Value.MaxRedirects; redirects++)
        {
            var answer = await connection.AskAsync(address, cancellationToken);
            if (!IsRedirect(answer.StatusCode))
            {
                return await OpenAsync(connection, answer, address, cancellationToken);
            }

            if (!answer.Headers.TryGetValues("Location", out var locations))
            {
                return ImportErrors.TooManyRedirects;
            }

            if (RemoteAddress.Read(locations.First(), address) is not { } next)
            {
                return ImportErrors.NotAllowed;
            }

            address = next;
        }

        return ImportErrors.TooManyRedirects;
    }

    private async Task<Result<RemoteFile>> OpenAsync(RemoteConnection connection, HttpResponseMessage answer, Uri address, CancellationToken cancellationToken)
    {
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return ImportErrors.Refused(answer.StatusCode);
        }

        var headers = answer.Content.Headers;
        if (headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)))
        {
            return ImportErrors.Compressed;
        }

        var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return new RemoteFile(new RemoteStream(body, options.Value, connection.Deadline), connection.Dispose)
        {
            FileName = NameOf(headers.ContentDisposition) ?? RemoteAddress.FileNameOf(address),
            Length = headers.ContentLength,
        };
    }

    private static string? NameOf(ContentDispositionHeaderValue? disposition) =>
        (disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"') is { Length: > 0 } name ? name : null;

    private static bool IsRedirect(HttpStatusCode status) => status
        is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    // Null for what is a failure of our own.
    private static Error? FailureOf(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        AddressNotAllowedException => ImportErrors.NotAllowed,
        TimeoutException => ImportErrors.TooSlow,
        OperationCanceledException => cancellationToken.IsCancellationRequested ? null : ImportErrors.TooSlow,
        HttpRequestException { InnerException: { } inner } => FailureOf(inner, cancellationToken) ?? ImportErrors.Unreachable,
        HttpRequestException or IOException or SocketException => ImportErrors.Unreachable,
        System.Security.Authentication.AuthenticationException => ImportErrors.Unreachable,
        _ => null,
    };
}
