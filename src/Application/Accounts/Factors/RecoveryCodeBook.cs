using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Factors;

namespace Picora.Application.Accounts.Factors;

/// <summary>New recovery codes, shown this once.</summary>
public sealed record NewRecoveryCodes(IReadOnlyList<string> RecoveryCodes);

internal sealed class RecoveryCodeBook(IAccountsDb db, IFactorSecrets secrets)
{
    /// <summary>Replaces all codes of a person, in the unit of work at hand.</summary>
    public async Task<NewRecoveryCodes> RenewAsync(UserId owner, CancellationToken cancellationToken)
    {
        await ForgetAsync(owner, cancellationToken);
        var codes = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.NewText()).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => RecoveryCode.Issue(owner, secrets.HashRecoveryCode(owner, RecoveryCode.Normalise(code)))));
        return new NewRecoveryCodes(codes);
    }

    public Task<int> ForgetAsync(UserId owner, CancellationToken cancellationToken) =>
        db.RecoveryCodes.Where(row => row.UserId == owner).ExecuteDeleteAsync(cancellationToken);
}
