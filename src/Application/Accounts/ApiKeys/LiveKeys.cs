using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.ApiKeys;

internal static class LiveKeys
{
    /// <summary>
    /// Those that take a place: neither revoked nor replaced. A replaced one takes its place again while it works and its successor does not, so
    /// that replacing and revoking makes no more keys than the plan allows. One that has run out keeps its place until it is revoked.
    /// </summary>
    public static IQueryable<ApiKey> InPlace(this IQueryable<ApiKey> keys, IQueryable<ApiKey> all, DateTimeOffset now) => keys.Where(key =>
        key.RevokedAt == null
        && (key.RotatedAt == null || (key.ExpiresAt > now && !all.Any(next => next.Id == key.SuccessorId && next.RevokedAt == null))));
}
