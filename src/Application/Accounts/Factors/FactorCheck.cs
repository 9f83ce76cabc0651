using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Factors;

namespace Picora.Application.Accounts.Factors;

/// <summary>A request that proves the second factor, by one code or the other.</summary>
internal interface IFactorProof
{
    /// <summary>Of the authenticator app.</summary>
    string? Code { get; }

    string? RecoveryCode { get; }
}

internal static class FactorRules
{
    private const int MaxRecoveryCodeLength = 64;

    public static void ProvesFactor<T>(this AbstractValidator<T> validator)
        where T : IFactorProof
    {
        validator.RuleFor(request => request.Code).IsCode().When(request => request.RecoveryCode is null);
        validator.RuleFor(request => request.Code).Null().When(request => request.RecoveryCode is not null)
            .WithMessage("Send either code or recoveryCode.");
        validator.RuleFor(request => request.RecoveryCode).MaximumLength(MaxRecoveryCodeLength);
    }
}

/// <summary>Checks second factors. Each call belongs to a unit of work that is committed also when the proof is refused, so that it counts.</summary>
internal sealed class FactorCheck(
    IAccountsDb db, IFactorSecrets secrets, FactorAlarms alarms, TimeProvider time, IOptions<AccountsOptions> options)
{
    public Task<bool> PassesAsync(User user, IFactorProof proof, CancellationToken cancellationToken) => proof switch
    {
        { RecoveryCode: { } recovery } => UseRecoveryCodeAsync(user, recovery, cancellationToken),
        { Code: { } code } => UseCodeAsync(user, code, isConfirmed: true, cancellationToken),
        _ => Task.FromResult(false),
    };

    /// <summary>Checks the first code of an app that is being set up.</summary>
    public Task<bool> ConfirmsAsync(User user, string code, CancellationToken cancellationToken) => UseCodeAsync(user, code, isConfirmed: false, cancellationToken);

    private async Task<bool> UseCodeAsync(User user, string code, bool isConfirmed, CancellationToken cancellationToken)
    {
        var id = user.Id;
        // One code at a time: what the next one finds is what this one left.
        await db.TotpFactors.Where(row => row.UserId == id).LockAsync(row => row.FailedCodes, cancellationToken);
        var factor = await db.TotpFactors.SingleOrDefaultAsync(row => row.UserId == id && row.ConfirmedAt.HasValue == isConfirmed, cancellationToken);
        if (factor is null)
        {
            return false;
        }

        var (now, limits) = (time.Now(), options.Value);
        var step = Totp.FindStep(secrets.Open(id, factor.SealedSecret), code, now);
        var verdict = factor.Judge(step, now, limits.MaxFailedLogins, limits.LockFor);
        if (verdict == FactorVerdict.Locked)
        {
            alarms.TotpLocked(user, limits.LockMinutes);
        }

        return verdict == FactorVerdict.Accepted;
    }

    // Never locked: eighty random bits need no lock, and a lock would shut the owner out.
    private async Task<bool> UseRecoveryCodeAsync(User user, string code, CancellationToken cancellationToken)
    {
        var (id, hash) = (user.Id, secrets.HashRecoveryCode(user.Id, RecoveryCode.Normalise(code)));
        if (await db.RecoveryCodes.Where(row => row.UserId == id && row.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        alarms.RecoveryCodeUsed(user, await db.RecoveryCodes.CountAsync(row => row.UserId == id, cancellationToken));
        return true;
    }
}
