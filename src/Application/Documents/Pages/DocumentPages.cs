using Microsoft.Extensions.Options;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Documents.Pages;

/// <summary>Makes pages, as many at a time as there are cores, and remembers those that were made lately, and which texts have none.</summary>
internal sealed class DocumentPages(IMarkdownRenderer renderer, IOptions<DocumentOptions> options) : IDisposable
{
    private const int BytesPerLetter = sizeof(char);

    // About what the place of a page takes that is remembered, its letters aside.
    private const int BytesPerPage = 200;

    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);
    private readonly Lock gate = new();
    private readonly Dictionary<ContentHash, string?> made = [];
    private readonly Queue<ContentHash> order = new();
    private long bytes;

    /// <summary>Null for a text that has no page.</summary>
    public async Task<string?> RenderAsync(ContentHash hash, Func<CancellationToken, Task<string?>> read, CancellationToken cancellationToken)
    {
        if (TryFind(hash, out var known))
        {
            return known;
        }

        await places.WaitAsync(cancellationToken);
        try
        {
            if (TryFind(hash, out known) || await read(cancellationToken) is not { } text)
            {
                return known;
            }

            var page = await Task.Run(() => renderer.Render(text), cancellationToken);
            Remember(hash, page);
            return page;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private bool TryFind(ContentHash hash, out string? page)
    {
        lock (gate)
        {
            return made.TryGetValue(hash, out page);
        }
    }

    private void Remember(ContentHash hash, string? page)
    {
        lock (gate)
        {
            if (!made.TryAdd(hash, page))
            {
                return;
            }

            order.Enqueue(hash);
            bytes += SizeOf(page);
            while (bytes > options.Value.PageCacheBytes && order.TryDequeue(out var oldest) && made.Remove(oldest, out var gone))
            {
                bytes -= SizeOf(gone);
            }
        }
    }

    private static long SizeOf(string? page) => BytesPerPage + ((page?.Length ?? 0L) * BytesPerLetter);
}
