using Microsoft.Extensions.Options;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Documents.Pages;

/// <summary>Makes pages, as many at a time as there are cores, and remembers those that were made lately.</summary>
internal sealed class DocumentPages(IMarkdownRenderer renderer, IOptions<DocumentOptions> options) : IDisposable
{
    private const int BytesPerLetter = sizeof(char);

    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);
    private readonly Lock gate = new();
    private readonly Dictionary<ContentHash, string> made = [];
    private readonly Queue<ContentHash> order = new();
    private long bytes;

    /// <summary>Null for a text that has no page.</summary>
    public async Task<string?> RenderAsync(ContentHash hash, Func<CancellationToken, Task<string?>> read, CancellationToken cancellationToken)
    {
        if (Find(hash) is { } known)
        {
            return known;
        }

        await places.WaitAsync(cancellationToken);
        try
        {
            var page = Find(hash) ?? (await read(cancellationToken) is { } text ? await Task.Run(() => renderer.Render(text), cancellationToken) : null);
            if (page is not null)
            {
                Remember(hash, page);
            }

            return page;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private string? Find(ContentHash hash)
    {
        lock (gate)
        {
            return made.GetValueOrDefault(hash);
        }
    }

    private void Remember(ContentHash hash, string page)
    {
        lock (gate)
        {
            if (!made.TryAdd(hash, page))
            {
                return;
            }

            order.Enqueue(hash);
            bytes += (long)page.Length * BytesPerLetter;
            while (bytes > options.Value.PageCacheBytes && order.TryDequeue(out var oldest) && made.Remove(oldest, out var gone))
            {
                bytes -= (long)gone.Length * BytesPerLetter;
            }
        }
    }
}
