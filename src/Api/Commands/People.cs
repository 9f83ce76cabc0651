using Picora.Application.Accounts;
using Picora.Domain;

namespace Picora.Api.Commands;

/// <summary>Finds whom a command means.</summary>
internal static class People
{
    private static readonly Error Unknown = Error.NotFound("There is nobody of that address or id.");

    public static async Task<Result<AdminUser>> FindAsync(this CommandRun run, string who)
    {
        string? cursor = null;
        do
        {
            var page = await run.SendAsync(new ListUsers(cursor, Limit: null, who, Plan: null, IsActive: null));
            if (!page.IsSuccess)
            {
                return page.Error;
            }

            if (page.Value.Items.FirstOrDefault(user => Is(user, who)) is { } found)
            {
                return found;
            }

            cursor = page.Value.NextCursor;
        }
        while (cursor is not null);
        return Unknown;
    }

    public static async Task<Result<TNext>> ThenAsync<T, TNext>(this Result<T> result, Func<T, Task<Result<TNext>>> next) =>
        result.IsSuccess ? await next(result.Value) : result.Error;

    private static bool Is(AdminUser user, string who) =>
        string.Equals(user.Id, who, StringComparison.Ordinal) || string.Equals(user.Email, who, StringComparison.OrdinalIgnoreCase);
}
