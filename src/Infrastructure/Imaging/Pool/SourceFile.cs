using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>A stored picture as a file that a worker can read: the store's own where it has one, else a copy for as long as the job lasts.</summary>
internal sealed class SourceFile : IDisposable
{
    private readonly bool isCopy;

    private SourceFile(string path, bool isCopy)
    {
        Path = path;
        this.isCopy = isCopy;
    }

    public string Path { get; }

    /// <returns>Null when there is no such object.</returns>
    public static async Task<SourceFile?> OpenAsync(IObjectStorage storage, ObjectKey key, CancellationToken cancellationToken)
    {
        if (storage is ILocalObjectPaths paths)
        {
            return new SourceFile(paths.PathOf(key), isCopy: false);
        }

        await using var content = await storage.OpenAsync(key, cancellationToken);
        if (content is null)
        {
            return null;
        }

        // Readable by this user only, and small: an object is an upload within its limit.
        var copy = new SourceFile(System.IO.Path.GetTempFileName(), isCopy: true);
        try
        {
            await using var file = File.Create(copy.Path);
            await content.CopyToAsync(file, cancellationToken);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (isCopy)
        {
            File.Delete(Path);
        }
    }
}
