using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Factors;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Application.Accounts.Passkeys;

/// <summary>Starts making a passkey for the caller.</summary>
/// <param name="Password">The account's; absent when it has none.</param>
[RequireSession]
public sealed record BeginPasskeyCreation(string? Password = null) : IRequest<Result<PasskeyChallenge>>;

internal sealed class BeginPasskeyCreationValidator : AbstractValidator<BeginPasskeyCreation>
{
    public BeginPasskeyCreationValidator() => RuleFor(request => request.Password).IsOldPassword().When(request => request.Password is not null);
}

internal sealed class BeginPasskeyCreationHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, IPasskeyCeremonies ceremonies, Tickets tickets, FactorScene scene, IOptions<FactorOptions> options)
    : IRequestHandler<BeginPasskeyCreation, Result<PasskeyChallenge>>
{
    public async Task<Result<PasskeyChallenge>> Handle(BeginPasskeyCreation request, CancellationToken cancellationToken)
    {
        var owned = await scene.ProveAsync(request.Password, cancellationToken);
        if (!owned.IsSuccess)
        {
            return owned.Error;
        }

        var user = owned.Value;
        var existing = await db.Passkeys.AsNoTracking().Where(row => row.UserId == user.Id).ToListAsync(cancellationToken);
        if (existing.Count >= options.Value.MaxPasskeys)
        {
            return PasskeyErrors.TooMany(options.Value.MaxPasskeys);
        }

        var name = user.Email?.Value ?? user.Nickname ?? user.Id.Value;
        var owner = new PasskeyOwner(user.Id, name, user.Nickname ?? name);
        var ceremony = await ceremonies.BeginCreationAsync(owner, [.. existing.Select(passkey => passkey.Credential)]);
        return await unitOfWork.ExecuteAsync<PasskeyChallenge>(
            _ => Task.FromResult<Result<PasskeyChallenge>>(
                PasskeyChallenge.From(tickets.Issue(TicketKind.PasskeyCreation, user.Id, ceremony.State), ceremony)),
            cancellationToken);
    }
}
