using Microsoft.EntityFrameworkCore;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

internal sealed class DocVersionings(IAccountsDb db) : IDocVersioning
{
    public Task<DocVersioning> OfAsync(UserId owner, CancellationToken cancellationToken) =>
        db.Users.AsNoTracking().Where(user => user.Id == owner)
            .Select(user => new DocVersioning(user.DocVersioningEnabled, user.DocVersioningMax)).SingleAsync(cancellationToken);
}
