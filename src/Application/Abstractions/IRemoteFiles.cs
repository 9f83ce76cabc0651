using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>
/// Fetches files that somebody names by their address. It is never led into the network that the server stands in: each address that a name
/// stands for is looked at before anything is connected, after each redirect again, and what is connected is that very address.
/// </summary>
public interface IRemoteFiles
{
    /// <summary>
    /// Opens a file. <c>URL_NOT_ALLOWED</c> for an address that is not fetched from, or whose host is unknown; <c>URL_FETCH_FAILED</c> for a
    /// server that does not give the file.
    /// </summary>
    Task<Result<RemoteFile>> OpenAsync(string url, CancellationToken cancellationToken);
}

/// <summary>A file that is on its way.</summary>
/// <param name="content">Breaks off with a <see cref="Uploads.Contracts.BrokenUploadException"/> when the other server does, is too slow or takes too long.</param>
/// <param name="close">Ends the connection.</param>
public sealed class RemoteFile(Stream content, Action close) : IAsyncDisposable
{
    public Stream Content => content;

    /// <summary>As the other server names it, or its address does: hostile until normalised. Null when neither does.</summary>
    public string? FileName { get; init; }

    /// <summary>As the other server says; it cannot send more. Null when it does not say.</summary>
    public long? Length { get; init; }

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        close();
    }
}
