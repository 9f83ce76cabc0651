using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Takes a picture of the caller in: made anew as a small square, so that nothing of the file that came is ever served.</summary>
[RequireSession]
public sealed record UploadAvatar(IUploadBody Body) : IRequest<Result<UploadedAvatar>>;

/// <param name="AvatarUrl">Another one after each change.</param>
public sealed record UploadedAvatar(string AvatarUrl);

internal sealed class UploadAvatarHandler(AvatarRows avatars, IUnitOfWork unitOfWork, ISquarePictures pictures, UserViews views, ICaller caller, IOptions<AccountsOptions> options)
    : IRequestHandler<UploadAvatar, Result<UploadedAvatar>>
{
    public async Task<Result<UploadedAvatar>> Handle(UploadAvatar request, CancellationToken cancellationToken)
    {
        var file = await ReadAsync(request.Body, cancellationToken);
        if (!file.IsSuccess)
        {
            return file.Error;
        }

        var owner = caller.Current.UserId;
        var square = await pictures.MakeAsync(file.Value, owner.Value, Avatar.Side, cancellationToken);
        if (!square.IsSuccess)
        {
            return square.Error.Code is "VALIDATION_ERROR" or "IMAGE_UNREADABLE" ? AccountErrors.BadAvatar : square.Error;
        }

        return await unitOfWork.ExecuteAgainAsync<UploadedAvatar>(
            async token => new UploadedAvatar(views.AvatarOf(await avatars.KeepAsync(owner, square.Value, token))!), cancellationToken);
    }

    private async Task<Result<byte[]>> ReadAsync(IUploadBody body, CancellationToken cancellationToken)
    {
        var most = options.Value.AvatarBytes;
        var file = await body.ReadSmallFileAsync(most, cancellationToken);
        return file.Error switch
        {
            null => file,
            // The contract's status for a form without a file.
            { Kind: ErrorKind.Validation } => AccountErrors.BadAvatar,
            { Kind: ErrorKind.PayloadTooLarge } => AccountErrors.AvatarTooLarge(most),
            _ => file,
        };
    }
}

/// <summary>The rows of people's pictures.</summary>
internal sealed class AvatarRows(IAccountsDb db, TimeProvider time)
{
    /// <summary>Inside a unit of work.</summary>
    public async Task<User> KeepAsync(UserId owner, byte[] content, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleAsync(row => row.Id == owner, cancellationToken);
        if (await db.Avatars.SingleOrDefaultAsync(row => row.UserId == owner, cancellationToken) is { } avatar)
        {
            avatar.Replace(content, time.Now());
        }
        else
        {
            db.Avatars.Add(Avatar.Of(owner, content, time.Now()));
        }

        user.ShowOwnAvatar(time.Now());
        return user;
    }
}
