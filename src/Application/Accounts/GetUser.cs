using MediatR;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>One person, with what they use, for administrators.</summary>
[RequireAdministrator]
public sealed record GetUser(string Id) : IRequest<Result<AdminUserDetail>>;

internal sealed class GetUserHandler(AdminUsers users) : IRequestHandler<GetUser, Result<AdminUserDetail>>
{
    public async Task<Result<AdminUserDetail>> Handle(GetUser request, CancellationToken cancellationToken) =>
        await users.FindAsync(new UserId(request.Id), cancellationToken) is { } found ? found : AccountErrors.UserNotFound;
}
