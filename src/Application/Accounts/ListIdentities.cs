using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>The ways in which somebody signs in: the address, and accounts elsewhere.</summary>
[RequireSession]
public sealed record ListIdentities : IRequest<Result<IReadOnlyList<IdentityView>>>;

/// <param name="Provider"><c>email</c>, or the name of a configured provider.</param>
public sealed record IdentityView(string Id, string Provider, string ProviderIdMasked, DateTimeOffset CreatedAt);

internal sealed class ListIdentitiesHandler(IAccountsDb db, ICaller caller) : IRequestHandler<ListIdentities, Result<IReadOnlyList<IdentityView>>>
{
    public const string Email = "email";

    public async Task<Result<IReadOnlyList<IdentityView>>> Handle(ListIdentities request, CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var elsewhere = await db.Identities.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        var views = elsewhere.Select(row => new IdentityView(row.Id, row.Provider, Identity.Mask(row.Name ?? row.Subject), row.CreatedAt));

        // The address is a column of the person, so it goes by the person's id.
        return user.Email is { } address ? [new IdentityView(id.Value, Email, Identity.Mask(address.Value), user.CreatedAt), .. views] : views.ToList();
    }
}
