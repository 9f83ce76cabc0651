using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Privacy;

/// <summary>The receipt for a closed account, for operators.</summary>
[RequireAdministrator]
public sealed record GetErasure(string Id) : IRequest<Result<ErasureResponse>>;

/// <param name="FinishedAt">Null while something is left.</param>
public sealed record ErasureResponse(string Id, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt, IReadOnlyList<ErasedPartResponse> Removed);

/// <param name="Name">Such as <c>images</c>.</param>
public sealed record ErasedPartResponse(string Name, long Count, long Bytes);

internal sealed class GetErasureHandler(IPrivacyDb db) : IRequestHandler<GetErasure, Result<ErasureResponse>>
{
    public async Task<Result<ErasureResponse>> Handle(GetErasure request, CancellationToken cancellationToken)
    {
        var receipt = await db.AccountErasures.AsNoTracking().Where(row => row.Id == request.Id)
            .Select(row => new ErasureResponse(
                row.Id, row.CreatedAt, row.FinishedAt,
                row.Parts.OrderBy(part => part.Name).Select(part => new ErasedPartResponse(part.Name, part.Count, part.Bytes)).ToList()))
            .SingleOrDefaultAsync(cancellationToken);
        return receipt is null ? PrivacyErrors.ErasureNotFound : receipt;
    }
}
