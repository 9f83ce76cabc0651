using System.Globalization;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Privacy;

namespace Picora.Application.Privacy;

/// <summary>An export as its owner sees it.</summary>
/// <param name="Status"><c>waiting</c>, <c>running</c>, <c>ready</c>, <c>failed</c> or <c>expired</c>.</param>
/// <param name="SizeBytes">Of the finished ZIP file; null before.</param>
/// <param name="DownloadUrl">Opens the ZIP file for whoever holds it, until <paramref name="ExpiresAt"/>; null while there is none.</param>
public sealed record ExportResponse(
    string Id, string Status, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, DateTimeOffset? ExpiresAt, long? SizeBytes, string? DownloadUrl);

/// <summary>Signed addresses of exports.</summary>
internal sealed class ExportLinks(IUrlSigner signer, IPublicUrls urls, TimeProvider time)
{
    public ExportResponse Present(DataExport export)
    {
        var now = time.Now();
        var ready = export is { State: WorkState.Done, Key: not null } && export.ExpiresAt > now;
        var status = export.State switch
        {
            WorkState.Done => ready ? "ready" : "expired",
            WorkState.Failed => "failed",
            _ => export.LeasedUntil > now ? "running" : "waiting",
        };
        return new ExportResponse(
            export.Id, status, export.CreatedAt, export.FinishedAt, export.ExpiresAt, ready ? export.SizeBytes : null, ready ? Url(export) : null);
    }

    public bool Admits(string id, string? expires, string? signature) =>
        long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && signer.Verify(Text(id, seconds), signature ?? string.Empty)
        && seconds > time.GetUtcNow().ToUnixTimeSeconds();

    private static string Text(string id, long seconds) => $"export\n{id}\n{seconds}";

    private string Url(DataExport export)
    {
        var seconds = export.ExpiresAt!.Value.ToUnixTimeSeconds();
        return $"{urls.Api}/v1/exports/{export.Id}?expires={seconds}&signature={signer.Sign(Text(export.Id, seconds))}";
    }
}
