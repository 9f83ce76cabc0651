using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>The one place where somebody who has proved who they are is let in, by whatever means they proved it.</summary>
internal sealed class SignIn(
    IUnitOfWork unitOfWork, SessionOpener sessions, SessionPresenter presenter, SignInGuards guards, Devices devices, SecondFactorGate gate)
{
    /// <summary>For one factor: whoever has a second one is asked for it, and signs in on the ticket of <c>MFA_REQUIRED</c>.</summary>
    /// <param name="prove">Inside the unit of work: who it is, or why not. May be run again, like all work.</param>
    public Task<Result<SignedIn>> CompleteAsync(Func<CancellationToken, Task<Result<User>>> prove, CancellationToken cancellationToken) =>
        CompleteAsync(prove, isEnough: false, cancellationToken);

    /// <summary>For both factors, or what counts as both.</summary>
    /// <param name="prove">As above.</param>
    public Task<Result<SignedIn>> CompleteWithBothAsync(Func<CancellationToken, Task<Result<User>>> prove, CancellationToken cancellationToken) =>
        CompleteAsync(prove, isEnough: true, cancellationToken);

    private async Task<Result<SignedIn>> CompleteAsync(
        Func<CancellationToken, Task<Result<User>>> prove, bool isEnough, CancellationToken cancellationToken)
    {
        var step = await unitOfWork.ExecuteAgainAsync(token => StepAsync(prove, isEnough, token), cancellationToken);
        return step.Bind(reached => reached.Session is { } session ? presenter.Present(session) : gate.Ask(reached.Ticket!));
    }

    private async Task<Result<Step>> StepAsync(Func<CancellationToken, Task<Result<User>>> prove, bool isEnough, CancellationToken cancellationToken)
    {
        var proved = await prove(cancellationToken);
        if (!proved.IsSuccess)
        {
            return proved.Error;
        }

        var user = proved.Value;
        await guards.ForgetAsync(user, cancellationToken);
        if (!isEnough && await gate.FindTicketAsync(user, cancellationToken) is { } ticket)
        {
            return new Step(null, ticket);
        }

        var device = await devices.MeetAsync(user, cancellationToken);
        return new Step(sessions.Open(user, device), null);
    }

    private sealed record Step(OpenedSession? Session, string? Ticket);
}
