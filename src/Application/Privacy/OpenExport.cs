using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Privacy;

/// <summary>The finished ZIP file, by its signed address.</summary>
[PublicAccess]
public sealed record OpenExport(string Id, string? Expires, string? Signature) : IRequest<Result<ExportFile>>;

/// <param name="Content">Can seek; whoever sends it disposes of it.</param>
public sealed record ExportFile(Stream Content, string FileName, DateTimeOffset ModifiedAt);

internal static class PrivacyErrors
{
    public static readonly Error ExportNotFound = Error.NotFound("Export not found");

    public static readonly Error ErasureNotFound = Error.NotFound("Receipt not found");
}

internal sealed class OpenExportHandler(IPrivacyDb db, IObjectStorage storage, ExportLinks links, TimeProvider time)
    : IRequestHandler<OpenExport, Result<ExportFile>>
{
    public async Task<Result<ExportFile>> Handle(OpenExport request, CancellationToken cancellationToken)
    {
        if (!links.Admits(request.Id, request.Expires, request.Signature))
        {
            return PrivacyErrors.ExportNotFound;
        }

        var now = time.Now();
        var export = await db.DataExports.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == request.Id && row.State == WorkState.Done && row.ExpiresAt > now, cancellationToken);
        var content = export?.Key is { } key ? await storage.OpenAsync(key, cancellationToken) : null;
        return content is null
            ? PrivacyErrors.ExportNotFound
            : new ExportFile(content, $"picora-{export!.CreatedAt.UtcDateTime:yyyy-MM-dd}.zip", export.FinishedAt!.Value);
    }
}
