using Microsoft.Win32.SafeHandles;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Storage.Local;

/// <summary>A file that grows. The lock on it ends with the process that holds it, however that one ends.</summary>
internal sealed class LocalAppender : IObjectAppender
{
    private readonly SafeFileHandle file;
    private readonly string part;
    private readonly string path;
    private readonly DiskFlusher flusher;
    private string? newIn;

    /// <param name="isNew">Whether the file's name may not be durable yet.</param>
    public LocalAppender(SafeFileHandle file, string part, string path, bool isNew, DiskFlusher flusher)
    {
        (this.file, this.part, this.path, this.flusher) = (file, part, path, flusher);
        newIn = isNew ? Path.GetDirectoryName(path) : null;
        Length = RandomAccess.GetLength(file);
    }

    public long Length { get; private set; }

    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // Into the page cache: quicker than handing the write to another thread.
        RandomAccess.Write(file, bytes.Span, Length);
        Length += bytes.Length;
        return ValueTask.CompletedTask;
    }

    public async Task FlushAsync()
    {
        await flusher.FlushAsync(file, newIn);
        newIn = null;
    }

    public Task CutAsync(long length)
    {
        RandomAccess.SetLength(file, length);
        Length = length;
        return Task.CompletedTask;
    }

    public async Task<bool> PublishAsync()
    {
        try
        {
            await flusher.PublishAsync(file, part, path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    public async Task DiscardAsync()
    {
        File.Delete(part);
        await DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }
}
