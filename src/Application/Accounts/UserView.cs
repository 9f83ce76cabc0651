using System.Globalization;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>A person as clients see themselves (contract section 9, User).</summary>
public sealed record UserView(
    string Id,
    string? Email,
    string? Nickname,
    string? AvatarUrl,
    string Plan,
    string Role,
    bool IsAdmin,
    bool EmailVerified,
    string Locale,
    bool IsActive,
    bool DocVersioningEnabled,
    int DocVersioningMax,
    DateTimeOffset CreatedAt);

/// <summary>Shows people to clients.</summary>
internal sealed class UserViews(IPublicUrls urls)
{
    public UserView Of(User user) => new(
        user.Id.Value,
        user.Email?.Value,
        user.Nickname,
        AvatarOf(user),
        user.Plan.ToName(),
        user.IsAdministrator ? "admin" : "user",
        user.IsAdministrator,
        user.EmailVerified,
        user.Locale.ToName(),
        user.IsActive,
        user.DocVersioningEnabled,
        user.DocVersioningMax,
        user.CreatedAt);

    /// <summary>The address of the person's picture, which is another one after each change; null without a picture.</summary>
    public string? AvatarOf(User user) => user.AvatarAt is { } changed
        ? string.Create(CultureInfo.InvariantCulture, $"{urls.Api}/v1/user/avatar/{user.Id.Value}?v={changed.ToUnixTimeMilliseconds()}")
        : user.AvatarUrl;
}
