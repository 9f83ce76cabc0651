using Microsoft.Win32.SafeHandles;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Media.Transforms;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Api.Http.Delivery;

/// <summary>An opened file with the layout by which it goes out.</summary>
internal sealed class Content : IAsyncDisposable
{
    private readonly SafeFileHandle? handle;
    private readonly Stream? stream;
    private readonly DeliveryLayout? layout;

    private Content(SafeFileHandle? handle, Stream? stream, DeliveryLayout? layout)
    {
        this.handle = handle;
        this.stream = stream;
        this.layout = layout;
        Length = layout?.Length ?? stream?.Length ?? RandomAccess.GetLength(handle!);
    }

    /// <summary>In bytes, as it goes out.</summary>
    public long Length { get; }

    /// <summary>Null when the file is not there; a failure when a picture made to measure cannot be made.</summary>
    public static async ValueTask<Result<Content?>> OpenAsync(IServiceProvider services, MediaFile file, CancellationToken cancellationToken)
    {
        if (file.Inline is { } bytes)
        {
            return new Content(null, new MemoryStream(bytes.ToArray(), writable: false), null);
        }

        if (file.Variant is { } order)
        {
            var made = await services.GetRequiredService<IVariantSource>().OpenAsync(order, cancellationToken);
            return made.Map<Content?>(variant => new Content(null, variant, null));
        }

        if (services.GetService<ILocalObjectPaths>() is { } paths)
        {
            return OpenLocal(paths.PathOf(file.Key)) is { } handle ? new Content(handle, null, file.Layout) : null;
        }

        var stored = await services.GetRequiredService<IObjectStorage>().OpenAsync(file.Key, cancellationToken);
        return stored is null ? null : new Content(null, stored, file.Layout);
    }

    /// <summary>The pieces that make up a range of what goes out.</summary>
    public IEnumerable<LayoutSegment> Pieces(long from, long length)
    {
        var (start, end) = (0L, from + length);
        foreach (var segment in layout?.Segments ?? [LayoutSegment.Stored(0, Length)])
        {
            var (first, last) = (Math.Max(from, start), Math.Min(end, start + segment.Length));
            if (first < last)
            {
                yield return segment.Literal is { } own
                    ? LayoutSegment.Own(own.Slice((int)(first - start), (int)(last - first)))
                    : LayoutSegment.Stored(segment.Offset + first - start, last - first);
            }

            start += segment.Length;
        }
    }

    /// <summary>Reads stored bytes. A local file is read at once: its bytes are in the page cache, and another thread costs more.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter than its row says.</exception>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read;
        if (handle is not null)
        {
            read = RandomAccess.Read(handle, buffer.Span, offset);
        }
        else
        {
            stream!.Position = offset;
            read = await stream.ReadAsync(buffer, cancellationToken);
        }

        return read > 0 ? read : throw new EndOfStreamException("The stored file is shorter than it should be.");
    }

    public ValueTask DisposeAsync()
    {
        handle?.Dispose();
        return stream?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    // Sharing everything spares a lock on the file. Nobody writes to it: objects are immutable.
    private static SafeFileHandle? OpenLocal(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
