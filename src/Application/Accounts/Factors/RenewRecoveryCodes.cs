using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Idempotency.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Factors;

namespace Picora.Application.Accounts.Factors;

/// <summary>Replaces the recovery codes, for a code of the authenticator app or one of the old ones.</summary>
[RequireSession]
public sealed record RenewRecoveryCodes(string? Code, string? RecoveryCode) : IRequest<Result<NewRecoveryCodes>>, IFactorProof;

internal sealed class RenewRecoveryCodesValidator : AbstractValidator<RenewRecoveryCodes>
{
    public RenewRecoveryCodesValidator() => this.ProvesFactor();
}

internal sealed class RenewRecoveryCodesHandler(
    IUnitOfWork unitOfWork, FactorCheck check, RecoveryCodeBook codes, FactorAlarms alarms, FactorScene scene)
    : IRequestHandler<RenewRecoveryCodes, Result<NewRecoveryCodes>>
{
    public async Task<Result<NewRecoveryCodes>> Handle(RenewRecoveryCodes request, CancellationToken cancellationToken)
    {
        var renewed = await unitOfWork.ExecuteAsync(token => RenewAsync(request, token), cancellationToken);
        return renewed.Bind(attempt => attempt.Outcome!.Value);
    }

    private async Task<Result<Attempt<NewRecoveryCodes>>> RenewAsync(RenewRecoveryCodes request, CancellationToken cancellationToken)
    {
        var user = await scene.CallerAsync(cancellationToken);
        if (!await check.PassesAsync(user, request, cancellationToken))
        {
            return new Attempt<NewRecoveryCodes>(FactorErrors.WrongCode);
        }

        alarms.RecoveryCodesRenewed(user);
        return new Attempt<NewRecoveryCodes>(await codes.RenewAsync(user.Id, cancellationToken));
    }
}
