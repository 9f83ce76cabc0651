using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>The one place where somebody who has proved who they are is let in, by whatever means they proved it.</summary>
internal sealed class SignIn(
    IUnitOfWork unitOfWork, SessionOpener sessions, SessionPresenter presenter, SignInGuards guards, Devices devices)
{
    /// <param name="prove">Inside the unit of work: who it is, or why not. May be run again, like all work.</param>
    public async Task<Result<SignedIn>> CompleteAsync(Func<CancellationToken, Task<Result<User>>> prove, CancellationToken cancellationToken)
    {
        var opened = await unitOfWork.ExecuteAgainAsync(token => OpenAsync(prove, token), cancellationToken);
        return opened.Map(presenter.Present);
    }

    private async Task<Result<OpenedSession>> OpenAsync(Func<CancellationToken, Task<Result<User>>> prove, CancellationToken cancellationToken)
    {
        var proved = await prove(cancellationToken);
        if (!proved.IsSuccess)
        {
            return proved.Error;
        }

        var user = proved.Value;
        await guards.ForgetAsync(user, cancellationToken);
        var device = await devices.MeetAsync(user, cancellationToken);
        return sessions.Open(user, device);
    }
}
