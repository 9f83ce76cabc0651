using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Privacy;

/// <summary>How an export of the caller's stands.</summary>
[RequireSession]
public sealed record GetExport(string Id) : IRequest<Result<ExportResponse>>;

internal sealed class GetExportHandler(IPrivacyDb db, ICaller caller, ExportLinks links) : IRequestHandler<GetExport, Result<ExportResponse>>
{
    public async Task<Result<ExportResponse>> Handle(GetExport request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var export = await db.DataExports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Id && row.OwnerId == owner, cancellationToken);
        return export is null ? PrivacyErrors.ExportNotFound : links.Present(export);
    }
}
