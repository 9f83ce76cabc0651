using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Factors;

namespace Picora.Application.Accounts.Factors;

/// <param name="MfaToken">From the answer <c>MFA_REQUIRED</c>.</param>
[PublicAccess]
public sealed record LoginWithSecondFactor(string? MfaToken, string? Code, string? RecoveryCode) : IRequest<Result<SignedIn>>, IFactorProof;

internal sealed class LoginWithSecondFactorValidator : AbstractValidator<LoginWithSecondFactor>
{
    private const int MaxTokenLength = 100;

    public LoginWithSecondFactorValidator()
    {
        RuleFor(request => request.MfaToken).NotEmpty().MaximumLength(MaxTokenLength);
        this.ProvesFactor();
    }
}

internal sealed class LoginWithSecondFactorHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, Tickets tickets, FactorCheck check, SignIn signIn)
    : IRequestHandler<LoginWithSecondFactor, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(LoginWithSecondFactor request, CancellationToken cancellationToken)
    {
        // Committed by itself: a wrong code counts, and a right one is used up, whatever comes after.
        var passed = await unitOfWork.ExecuteAsync(token => CheckAsync(request, token), cancellationToken);
        if (!passed.IsSuccess || !passed.Value)
        {
            return passed.Error ?? FactorErrors.BadProof;
        }

        return await signIn.CompleteWithBothAsync(token => ProveAsync(request.MfaToken!, token), cancellationToken);
    }

    private async Task<Result<bool>> CheckAsync(LoginWithSecondFactor request, CancellationToken cancellationToken)
    {
        var ticket = await tickets.GuessAsync(request.MfaToken!, TicketKind.SecondFactor, cancellationToken);
        return await FindAsync(ticket, cancellationToken) is { } user
            ? await check.PassesAsync(user, request, cancellationToken)
            : FactorErrors.BadToken;
    }

    private async Task<Result<User>> ProveAsync(string mfaToken, CancellationToken cancellationToken)
    {
        // Whoever changes the password forgets its tickets: this one is taken before that, or not at all.
        await PasswordChange.LockAsync(tickets.OwnersOf(mfaToken, TicketKind.SecondFactor), cancellationToken);
        var ticket = await tickets.TakeAsync(mfaToken, TicketKind.SecondFactor, cancellationToken);
        return await FindAsync(ticket, cancellationToken) is { } user ? user : FactorErrors.BadToken;
    }

    private async Task<User?> FindAsync(Ticket? ticket, CancellationToken cancellationToken) => ticket?.UserId is { } id
        ? await db.Users.SingleOrDefaultAsync(row => row.Id == id && row.IsActive, cancellationToken)
        : null;
}
