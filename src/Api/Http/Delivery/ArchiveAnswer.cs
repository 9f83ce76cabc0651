using System.IO.Compression;
using Microsoft.Net.Http.Headers;
using Picora.Application.Abstractions;
using Picora.Application.Media.Archives;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Api.Http.Delivery;

/// <summary>
/// Sends many files as one ZIP file, made on the way: nothing is written to the disk, and no more than one file is open. Pictures are
/// compressed already, so they are stored as they are.
/// </summary>
internal sealed class ArchiveAnswer(ImageArchive archive) : IResult
{
    public const string ContentType = "application/zip";

    private const int BufferBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{archive.Name}.zip");
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.ContentDisposition = disposition.ToString();
        httpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await SendAsync(httpContext);
        }
    }

    private async Task SendAsync(HttpContext context)
    {
        var storage = context.RequestServices.GetRequiredService<IObjectStorage>();
        var cancellationToken = context.RequestAborted;
        await using var body = new PipeStream(context.Response.BodyWriter);
        await using var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        try
        {
            foreach (var entry in archive.Entries)
            {
                await using var stored = await storage.OpenAsync(ObjectKey.Parse(entry.Key), cancellationToken);
                if (stored is not null)
                {
                    await AddAsync(context, zip, entry, stored);
                }
            }
        }
        catch
        {
            // Before the archive is closed: half of it must not look like all of it.
            context.Abort();
            throw;
        }
    }

    private async Task AddAsync(HttpContext context, ZipArchive zip, ArchiveEntry entry, Stream stored)
    {
        var file = zip.CreateEntry(entry.Name, CompressionLevel.NoCompression);
        file.LastWriteTime = entry.ModifiedAt;
        try
        {
            await using var target = await file.OpenAsync(context.RequestAborted);
            await stored.CopyToAsync(target, BufferBytes, context.RequestAborted);
        }
        finally
        {
            context.RequestServices.GetRequiredService<IBandwidthMeter>().Count(archive.Owner, QuotaType.ImageBandwidth, stored.Position);
        }
    }
}

internal static class ArchiveAnswers
{
    public static IResult ToArchive(this Result<ImageArchive> result) => result.IsSuccess ? new ArchiveAnswer(result.Value) : result.Error.ToAnswer();
}
