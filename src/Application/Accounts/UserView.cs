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
    DateTimeOffset CreatedAt)
{
    internal static UserView From(User user) => new(
        user.Id.Value,
        user.Email?.Value,
        user.Nickname,
        AvatarUrl: null,
        user.Plan.ToName(),
        user.IsAdministrator ? "admin" : "user",
        user.IsAdministrator,
        user.EmailVerified,
        user.Locale.ToName(),
        user.IsActive,
        user.CreatedAt);
}
