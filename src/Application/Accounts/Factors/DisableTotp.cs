using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Idempotency.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Factors;

namespace Picora.Application.Accounts.Factors;

/// <summary>Removes the authenticator app and its recovery codes. A session alone is not enough: one of the codes proves who asks.</summary>
[RequireSession]
public sealed record DisableTotp(string? Code, string? RecoveryCode) : IRequest<Result<Success>>, IFactorProof;

internal sealed class DisableTotpValidator : AbstractValidator<DisableTotp>
{
    public DisableTotpValidator() => this.ProvesFactor();
}

internal sealed class DisableTotpHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, FactorCheck check, RecoveryCodeBook codes, FactorAlarms alarms, FactorScene scene)
    : IRequestHandler<DisableTotp, Result<Success>>
{
    public async Task<Result<Success>> Handle(DisableTotp request, CancellationToken cancellationToken)
    {
        var disabled = await unitOfWork.ExecuteAsync(token => DisableAsync(request, token), cancellationToken);
        return disabled.Bind(attempt => attempt.Outcome!.Value);
    }

    private async Task<Result<Attempt<Success>>> DisableAsync(DisableTotp request, CancellationToken cancellationToken)
    {
        var user = await scene.CallerAsync(cancellationToken);
        if (!await check.PassesAsync(user, request, cancellationToken))
        {
            return new Attempt<Success>(FactorErrors.WrongCode);
        }

        db.TotpFactors.Remove(await db.TotpFactors.SingleAsync(row => row.UserId == user.Id, cancellationToken));
        await codes.ForgetAsync(user.Id, cancellationToken);
        alarms.TotpDisabled(user);
        return new Attempt<Success>(Success.Value);
    }
}
