using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Changes what is present. A key may say how documents are versioned, and nothing else.</summary>
/// <param name="Nickname">Empty clears it; absent leaves it.</param>
/// <param name="AvatarUrl">A picture elsewhere; empty clears it, and an uploaded one as well.</param>
/// <param name="Locale"><c>en</c> or <c>zh-CN</c>; absent leaves it.</param>
/// <param name="DocVersioningMax">1 to 500.</param>
[RequireScope(Scope.DocsWrite)]
public sealed record UpdateMe(string? Nickname, string? AvatarUrl, string? Locale, bool? DocVersioningEnabled, int? DocVersioningMax) : IRequest<Result<UserView>>;

internal sealed class UpdateMeValidator : AbstractValidator<UpdateMe>
{
    public UpdateMeValidator()
    {
        RuleFor(request => request.Nickname).IsStorable()
            .Must(name => name is null || name.Trim().Length <= User.MaxNicknameLength)
            .WithMessage($"A nickname has at most {User.MaxNicknameLength} characters.");
        RuleFor(request => request.AvatarUrl).IsStorable().Must(IsAddress)
            .WithMessage($"An avatar's address is absolute, begins with https or http and has at most {User.MaxAvatarUrlLength} characters.");
        RuleFor(request => request.Locale)
            .Must(name => name is null || Locales.FromName(name) is not null)
            .WithMessage("The locale is en or zh-CN.");
        RuleFor(request => request.DocVersioningMax).InclusiveBetween(1, User.MaxDocVersions);
    }

    private static bool IsAddress(string? text) => string.IsNullOrEmpty(text)
        || (text.Length <= User.MaxAvatarUrlLength && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http");
}

internal sealed class UpdateMeHandler(IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller, UserViews views) : IRequestHandler<UpdateMe, Result<UserView>>
{
    public async Task<Result<UserView>> Handle(UpdateMe request, CancellationToken cancellationToken)
    {
        var isPersonal = request.Nickname is not null || request.AvatarUrl is not null || request.Locale is not null;
        return isPersonal && caller.Current.Credential != Credential.Session
            ? AccessErrors.KeysNotAllowed
            : await unitOfWork.ExecuteAsync(token => UpdateAsync(request, token), cancellationToken);
    }

    private async Task<Result<UserView>> UpdateAsync(UpdateMe request, CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        var user = await db.Users.SingleAsync(row => row.Id == id, cancellationToken);
        if (Locales.FromName(request.Locale) is { } locale)
        {
            user.Speak(locale);
        }

        // The address that the client was given for an uploaded picture, sent back, changes nothing.
        if (request.AvatarUrl is { } address && !string.Equals(address, views.AvatarOf(user), StringComparison.Ordinal))
        {
            await db.Avatars.Where(avatar => avatar.UserId == id).ExecuteDeleteAsync(cancellationToken);
            user.ShowAvatar(address.Length == 0 ? null : address);
        }

        user.KeepVersions(request.DocVersioningEnabled, request.DocVersioningMax);
        var renamed = request.Nickname is null ? Success.Value : user.Rename(request.Nickname);
        return renamed.Map(_ => views.Of(user));
    }
}
