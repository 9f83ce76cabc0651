using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.Passkeys;

/// <summary>Starts signing in with a passkey. Nobody says who they are: the authenticator does, at the end.</summary>
[PublicAccess]
public sealed record BeginPasskeyLogin : IRequest<Result<PasskeyChallenge>>;

internal sealed class BeginPasskeyLoginHandler(IUnitOfWork unitOfWork, IPasskeyCeremonies ceremonies, Tickets tickets)
    : IRequestHandler<BeginPasskeyLogin, Result<PasskeyChallenge>>
{
    public async Task<Result<PasskeyChallenge>> Handle(BeginPasskeyLogin request, CancellationToken cancellationToken)
    {
        var ceremony = await ceremonies.BeginLoginAsync();
        return await unitOfWork.ExecuteAsync<PasskeyChallenge>(
            _ => Task.FromResult<Result<PasskeyChallenge>>(
                PasskeyChallenge.From(tickets.Issue(TicketKind.PasskeyLogin, null, ceremony.State), ceremony)),
            cancellationToken);
    }
}
