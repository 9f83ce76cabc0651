using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Privacy.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Privacy;

namespace Picora.Application.Privacy;

/// <summary>Has everything about the caller put together. One is made at a time: asking again names the one that is being made.</summary>
[RequireSession]
public sealed record StartExport : IRequest<Result<ExportResponse>>;

internal sealed class StartExportHandler(
    IPrivacyDb db, IUnitOfWork unitOfWork, IAccountLock accounts, ExportOrders orders, ICaller caller, ExportLinks links)
    : IRequestHandler<StartExport, Result<ExportResponse>>
{
    public async Task<Result<ExportResponse>> Handle(StartExport request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var export = await unitOfWork.ExecuteAsync(token => FindOrAddAsync(owner, token), cancellationToken);
        return export.Map(links.Present);
    }

    private async Task<Result<DataExport>> FindOrAddAsync(UserId owner, CancellationToken cancellationToken)
    {
        if (!await accounts.LockAsync(owner, cancellationToken))
        {
            return AccessErrors.Unauthorized;
        }

        var running = await db.DataExports.AsNoTracking()
            .FirstOrDefaultAsync(export => export.OwnerId == owner && export.State == WorkState.Waiting, cancellationToken);
        return running ?? orders.Add(owner);
    }
}

/// <summary>Orders exports in the unit of work at hand.</summary>
internal sealed class ExportOrders(IPrivacyDb db, CommitSignal signal, IAuditLog audit, TimeProvider time)
{
    public DataExport Add(UserId owner)
    {
        var export = DataExport.Create(owner, time.Now());
        db.DataExports.Add(export);
        signal.Wake(PrivacyWork.Export);
        audit.Record(owner, AuditAction.ExportRequested, export.Id);
        return export;
    }
}
