using System.Text.Json;
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

/// <param name="Token">From the beginning.</param>
/// <param name="Credential">What <c>navigator.credentials.create</c> brought back, as JSON.</param>
/// <param name="Name">For its owner to know it by; "Passkey" without one.</param>
[RequireSession]
public sealed record CreatePasskey(string? Token, JsonElement? Credential, string? Name) : IRequest<Result<PasskeyView>>;

internal sealed class CreatePasskeyValidator : AbstractValidator<CreatePasskey>
{
    public CreatePasskeyValidator()
    {
        RuleFor(request => request.Token).IsToken();
        RuleFor(request => request.Credential).IsCredential();
        RuleFor(request => request.Name).IsName();
    }
}

internal sealed class CreatePasskeyHandler(
    IUnitOfWork unitOfWork, IPasskeyCeremonies ceremonies, Tickets tickets, FactorScene scene, PasskeyRing ring)
    : IRequestHandler<CreatePasskey, Result<PasskeyView>>
{
    private const string DefaultName = "Passkey";

    public async Task<Result<PasskeyView>> Handle(CreatePasskey request, CancellationToken cancellationToken)
    {
        var begun = await unitOfWork.ExecuteAsync<Ticket>(
            async token => await tickets.TakeAsync(request.Token!, TicketKind.PasskeyCreation, token) is { } ticket ? ticket : PasskeyErrors.NotCreated,
            cancellationToken);
        if (!begun.IsSuccess)
        {
            return begun.Error;
        }

        var created = await ceremonies.FinishCreationAsync(begun.Value.State!, request.Credential!.Value.GetRawText());
        if (!created.IsSuccess || begun.Value.UserId != (await scene.CallerAsync(cancellationToken)).Id)
        {
            return PasskeyErrors.NotCreated;
        }

        try
        {
            return await unitOfWork.ExecuteAsync(token => ring.AddAsync(created.Value, request.Name ?? DefaultName, token), cancellationToken);
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            return PasskeyErrors.NotCreated;
        }
    }
}

/// <summary>Adds passkeys to the caller's.</summary>
internal sealed class PasskeyRing(IAccountsDb db, FactorAlarms alarms, FactorScene scene, IOptions<FactorOptions> options)
{
    public async Task<Result<PasskeyView>> AddAsync(PasskeyCredential credential, string name, CancellationToken cancellationToken)
    {
        var user = await scene.CallerAsync(cancellationToken);
        // One at a time, so that the limit holds.
        await db.Users.Where(row => row.Id == user.Id).LockAsync(row => row.CreatedAt, cancellationToken);
        if (await db.Passkeys.CountAsync(row => row.UserId == user.Id, cancellationToken) >= options.Value.MaxPasskeys)
        {
            return PasskeyErrors.TooMany(options.Value.MaxPasskeys);
        }

        var passkey = Passkey.Add(user.Id, credential, name, scene.Now);
        db.Passkeys.Add(passkey);
        alarms.PasskeyAdded(user, passkey.Id.Value, passkey.Name);
        return PasskeyView.From(passkey);
    }
}
