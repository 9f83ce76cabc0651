using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>A person as administrators see them in a list.</summary>
/// <param name="Role"><c>admin</c> or <c>user</c>.</param>
/// <param name="IsActive">False for somebody who is banned.</param>
/// <param name="PlanExpiresAt">Null for a plan without an end.</param>
public sealed record AdminUser(
    string Id,
    string? Email,
    string? Nickname,
    string Plan,
    DateTimeOffset? PlanExpiresAt,
    string Role,
    bool IsActive,
    DateTimeOffset CreatedAt)
{
    internal static AdminUser From(User user) => new(
        user.Id.Value, user.Email?.Value, user.Nickname, user.Plan.ToName(), user.PlanExpiresAt, user.IsAdministrator ? "admin" : "user", user.IsActive, user.CreatedAt);
}

/// <summary>A person as administrators see them alone.</summary>
/// <param name="Quotas">What is used of each, and the limit that counts: the plan's, or one that an administrator has set.</param>
/// <param name="Overrides">The limits that administrators have set, also those that have run out.</param>
public sealed record AdminUserDetail(AdminUser User, IReadOnlyList<QuotaUsage> Quotas, IReadOnlyList<QuotaOverrideResponse> Overrides);

/// <summary>Reads people for administrators.</summary>
internal sealed class AdminUsers(IAccountsDb db, IQuotaReader quotas, IQuotaOverrides overrides, IErasures erasures)
{
    /// <summary>Inside a unit of work: somebody to change; null for one who is not there, or has left and comes back to nothing.</summary>
    public async Task<User?> ForChangeAsync(UserId id, CancellationToken cancellationToken) =>
        await erasures.HasBegunAsync(id, cancellationToken) ? null : await db.Users.SingleOrDefaultAsync(user => user.Id == id, cancellationToken);

    public async Task<AdminUserDetail?> FindAsync(UserId id, CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, cancellationToken) is not { } found)
        {
            return null;
        }

        var standings = await quotas.OfAsync(id, found.Plan, cancellationToken);
        return new AdminUserDetail(
            AdminUser.From(found), [.. standings.Select(standing => standing.ToUsage())], await overrides.ListAsync(id, cancellationToken));
    }
}
