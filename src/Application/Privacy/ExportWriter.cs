using System.Diagnostics;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Picora.Application.Privacy.Contracts;

namespace Picora.Application.Privacy;

/// <summary>A ZIP file that is written once from its start to its end. Files are stored as they are: pictures are compressed already.</summary>
internal sealed class ExportWriter : IExportWriter, IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(3);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ZipArchive zip;
    private readonly Func<CancellationToken, Task> stillAtIt;
    private long lastSign = Stopwatch.GetTimestamp();

    private ExportWriter(ZipArchive zip, Func<CancellationToken, Task> stillAtIt) => (this.zip, this.stillAtIt) = (zip, stillAtIt);

    /// <param name="stillAtIt">Called now and then between files, for whoever must know that the work goes on.</param>
    public static async Task<ExportWriter> OpenAsync(Stream target, Func<CancellationToken, Task> stillAtIt, CancellationToken cancellationToken) =>
        new(await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken), stillAtIt);

    public async Task WriteJsonAsync<T>(string path, T value, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(entry, value, Json, cancellationToken);
    }

    public Task WriteListAsync<T>(string path, IAsyncEnumerable<T> items, CancellationToken cancellationToken) => WriteJsonAsync(path, items, cancellationToken);

    public async Task WriteFileAsync(string path, Stream content, DateTimeOffset modifiedAt, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(lastSign) > BetweenSigns)
        {
            await stillAtIt(cancellationToken);
            lastSign = Stopwatch.GetTimestamp();
        }

        var file = zip.CreateEntry(path, CompressionLevel.NoCompression);
        file.LastWriteTime = modifiedAt;
        await using var entry = await file.OpenAsync(cancellationToken);
        await content.CopyToAsync(entry, BufferBytes, cancellationToken);
    }

    public ValueTask DisposeAsync() => zip.DisposeAsync();
}
