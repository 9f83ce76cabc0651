using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Idempotency.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Factors;

namespace Picora.Application.Accounts.Factors;

/// <summary>Ends setting an authenticator app up: with its first code it becomes the second factor, and the recovery codes are handed out.</summary>
[RequireSession]
public sealed record ConfirmTotp(string? Code) : IRequest<Result<NewRecoveryCodes>>;

internal sealed class ConfirmTotpValidator : AbstractValidator<ConfirmTotp>
{
    public ConfirmTotpValidator() => RuleFor(request => request.Code).IsCode();
}

internal sealed class ConfirmTotpHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, FactorCheck check, RecoveryCodeBook codes, FactorAlarms alarms, FactorScene scene)
    : IRequestHandler<ConfirmTotp, Result<NewRecoveryCodes>>
{
    public async Task<Result<NewRecoveryCodes>> Handle(ConfirmTotp request, CancellationToken cancellationToken)
    {
        var confirmed = await unitOfWork.ExecuteAsync(token => ConfirmAsync(request.Code!, token), cancellationToken);
        return confirmed.Bind(attempt => attempt.Outcome!.Value);
    }

    private async Task<Result<Attempt<NewRecoveryCodes>>> ConfirmAsync(string code, CancellationToken cancellationToken)
    {
        var user = await scene.CallerAsync(cancellationToken);
        if (!await db.TotpFactors.AnyAsync(row => row.UserId == user.Id && row.ConfirmedAt == null, cancellationToken))
        {
            return FactorErrors.TotpMissing;
        }

        if (!await check.ConfirmsAsync(user, code, cancellationToken))
        {
            return new Attempt<NewRecoveryCodes>(FactorErrors.WrongCode);
        }

        var factor = await db.TotpFactors.SingleAsync(row => row.UserId == user.Id, cancellationToken);
        factor.Confirm(scene.Now);
        alarms.TotpEnabled(user);
        return new Attempt<NewRecoveryCodes>(await codes.RenewAsync(user.Id, cancellationToken));
    }
}
