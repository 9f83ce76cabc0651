using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Application.Accounts.Passkeys;

[RequireSession]
public sealed record RenamePasskey(string? Name) : IRequest<Result<PasskeyView>>
{
    /// <summary>From the route.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Id { get; init; } = string.Empty;
}

internal sealed class RenamePasskeyValidator : AbstractValidator<RenamePasskey>
{
    public RenamePasskeyValidator() => RuleFor(request => request.Name).NotNull().IsName();
}

internal sealed class RenamePasskeyHandler(IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller) : IRequestHandler<RenamePasskey, Result<PasskeyView>>
{
    public Task<Result<PasskeyView>> Handle(RenamePasskey request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<PasskeyView>(
        async token =>
        {
            var (id, owner) = (new PasskeyId(request.Id), caller.Current.UserId);
            var passkey = await db.Passkeys.SingleOrDefaultAsync(row => row.Id == id && row.UserId == owner, token);
            if (passkey is null)
            {
                return PasskeyErrors.NotFound;
            }

            passkey.Rename(request.Name!);
            return PasskeyView.From(passkey);
        },
        cancellationToken);
}
