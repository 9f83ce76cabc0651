using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Accounts.Factors;

/// <summary>How well the caller's account is guarded.</summary>
[RequireSession]
public sealed record GetFactors : IRequest<Result<FactorsView>>;

/// <param name="Totp">Whether signing in asks for the code of an authenticator app.</param>
/// <param name="TotpSince">When that began; null when it does not.</param>
public sealed record FactorsView(bool Totp, DateTimeOffset? TotpSince, int RecoveryCodesLeft, int Passkeys);

internal sealed class GetFactorsHandler(IAccountsDb db, ICaller caller) : IRequestHandler<GetFactors, Result<FactorsView>>
{
    public async Task<Result<FactorsView>> Handle(GetFactors request, CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        var since = await db.TotpFactors.Where(row => row.UserId == id).Select(row => row.ConfirmedAt).SingleOrDefaultAsync(cancellationToken);
        var codes = await db.RecoveryCodes.CountAsync(row => row.UserId == id, cancellationToken);
        var passkeys = await db.Passkeys.CountAsync(row => row.UserId == id, cancellationToken);
        return new FactorsView(since is not null, since, codes, passkeys);
    }
}
