using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

[RequireScope(Scope.AccountRead)]
public sealed record GetMe : IRequest<Result<UserView>>;

internal sealed class GetMeHandler(IAccountsDb db, ICaller caller, UserViews views) : IRequestHandler<GetMe, Result<UserView>>
{
    public async Task<Result<UserView>> Handle(GetMe request, CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        return views.Of(await db.Users.AsNoTracking().SingleAsync(user => user.Id == id, cancellationToken));
    }
}
