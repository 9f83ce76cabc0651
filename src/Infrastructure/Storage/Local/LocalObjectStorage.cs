using System.Buffers;
using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage.Local;

/// <summary>Objects as files below one folder; a key is a relative path. Temporary files lie beside their final names, on the same disk.</summary>
internal sealed class LocalObjectStorage(string root, DiskFlusher flusher) : IObjectStorage, IObjectAppending, ILocalObjectPaths
{
    private const string PartSuffix = ".part";
    private const int BufferBytes = 128 * 1024;

    // EWOULDBLOCK of Linux and of macOS, and what Windows says of a file in use.
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];

    public string PathOf(ObjectKey key) => Path.Combine(root, key.Value);

    public async Task<long> PutAsync(ObjectKey key, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        var part = path + PartSuffix;
        EnsureFolder(Path.GetDirectoryName(path)!);
        var file = File.OpenHandle(part, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            var length = await CopyAsync(content, file, cancellationToken);
            await flusher.PublishAsync(file, part, path);
            return length;
        }
        catch
        {
            file.Dispose();
            File.Delete(part);
            throw;
        }
    }

    public Task<IObjectAppender?> OpenForAppendAsync(ObjectKey key, long length, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        var part = path + PartSuffix;
        EnsureFolder(Path.GetDirectoryName(path)!);
        if (!File.Exists(part) && File.Exists(path))
        {
            File.Move(path, part);
        }

        try
        {
            // Nobody else may have it open, in this process or in another one: the lock is what keeps two writers apart when a lease is wrong.
            var file = File.OpenHandle(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            if (RandomAccess.GetLength(file) > length)
            {
                RandomAccess.SetLength(file, length);
            }

            return Task.FromResult<IObjectAppender?>(new LocalAppender(file, part, path, isNew: length == 0, flusher));
        }
        catch (IOException exception) when (InUse.Contains(exception.HResult))
        {
            return Task.FromResult<IObjectAppender?>(null);
        }
    }

    public Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<long?> StatAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(key));
        return Task.FromResult<long?>(file.Exists ? file.Length : null);
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path + PartSuffix);
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken) =>
        Files(prefix, unfinished: false, cancellationToken).ToAsyncEnumerable();

    public IAsyncEnumerable<StoredObject> ListUnfinishedAsync(string prefix, CancellationToken cancellationToken) =>
        Files(prefix, unfinished: true, cancellationToken).ToAsyncEnumerable();

    private IEnumerable<StoredObject> Files(string prefix, bool unfinished, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(Path.Combine(root, prefix));
        if (!folder.Exists)
        {
            yield break;
        }

        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Name.EndsWith(PartSuffix, StringComparison.Ordinal) == unfinished && file.Exists)
            {
                var path = unfinished ? file.FullName[..^PartSuffix.Length] : file.FullName;
                var key = ObjectKey.Parse(Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'));
                yield return new StoredObject(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
            }
        }
    }

    private static async Task<long> CopyAsync(Stream content, Microsoft.Win32.SafeHandles.SafeFileHandle file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long written = 0;
            while (true)
            {
                var read = await content.ReadAtLeastAsync(buffer, BufferBytes, throwOnEndOfStream: false, cancellationToken);
                // Into the page cache: quicker than handing the write to another thread.
                RandomAccess.Write(file, buffer.AsSpan(0, read), written);
                written += read;
                if (read < BufferBytes)
                {
                    return written;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void EnsureFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            var parent = Path.GetDirectoryName(folder)!;
            EnsureFolder(parent);
            Directory.CreateDirectory(folder);
            Posix.FlushFolder(parent);
        }
    }
}
