using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

[PublicAccess]
public sealed record GetAvatar(string UserId) : IRequest<Result<AvatarFile>>;

/// <param name="Content">A WebP file.</param>
public sealed record AvatarFile(byte[] Content, DateTimeOffset UpdatedAt);

internal sealed class GetAvatarHandler(IAccountsDb db) : IRequestHandler<GetAvatar, Result<AvatarFile>>
{
    public async Task<Result<AvatarFile>> Handle(GetAvatar request, CancellationToken cancellationToken)
    {
        var id = new UserId(request.UserId);
        var found = await db.Avatars.AsNoTracking()
            .Where(avatar => avatar.UserId == id && db.Users.Any(user => user.Id == id && user.IsActive))
            .Select(avatar => new AvatarFile(avatar.Content, avatar.UpdatedAt)).SingleOrDefaultAsync(cancellationToken);
        return found is null ? AccountErrors.AvatarNotFound : found;
    }
}
