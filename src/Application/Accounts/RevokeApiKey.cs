using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

[RequireSession]
public sealed record RevokeApiKey(string Id) : IRequest<Result<Success>>;

internal sealed class RevokeApiKeyHandler(IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller, IAuditLog audit, TimeProvider time)
    : IRequestHandler<RevokeApiKey, Result<Success>>
{
    public Task<Result<Success>> Handle(RevokeApiKey request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<Success>(
        async token =>
        {
            var (id, owner) = (new ApiKeyId(request.Id), caller.Current.UserId);
            var key = await db.ApiKeys.SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == owner && row.RevokedAt == null, token);
            if (key is null)
            {
                return AccountErrors.KeyNotFound;
            }

            key.Revoke(time.Now());
            audit.Record(owner, AuditAction.KeyRevoked, key.Id.Value);
            return Success.Value;
        },
        cancellationToken);
}
