namespace Picora.Infrastructure.IntegrationTests.Persistence.Plans;

/// <summary>A statement that may do what others must not, and why.</summary>
/// <param name="Fragment">Of its text, with the quotes around names left out.</param>
internal sealed record PlanException(string Fragment, string Why)
{
    public bool Covers(string sql) => sql.Replace("\"", string.Empty, StringComparison.Ordinal).Contains(Fragment, StringComparison.Ordinal);
}

internal static class PlanExceptions
{
    private const string Handful = "A person has a handful of them.";
    private const string InFlight = "What is in flight on the whole server; by the nightly recount, for five hundred objects at a time.";
    private const string Job = "A job by the clock, which looks at everybody.";

    public static readonly IReadOnlyList<PlanException> All =
    [
        new("installation AS i", "The table has one row."),
        new("installation AS i0", "The table has one row."),
        new("FROM __EFMigrationsHistory", "A row per migration."),
        new("FROM object_holds AS o", "A row per backup that runs."),
        new("FROM job_turns AS j", "A row per scheduled job."),
        new("FROM known_devices AS k\nWHERE k.UserId = ", Handful),
        new("FROM identities AS i\nWHERE i.UserId = ", Handful),
        new("FROM sessions AS s\nWHERE s.UserId = ", Handful),
        new("FROM collection_types AS c\nWHERE c.OwnerId = ", Handful),
        new("FROM watermark_templates AS w\nWHERE w.OwnerId = ", "An option bounds them."),
        new("FROM collections AS c\nWHERE c.OwnerId = @owner AND c.DeletedAt IS NULL\nORDER BY c.Id", "A plan bounds them, and only an export reads them all."),
        new("FROM documents AS d\nWHERE d.OwnerId = @owner AND d.DeletedAt IS NOT NULL AND ", "A plan and an option bound them, and only a deletion looks."),
        new("FROM upload_reservations AS u\nWHERE u.OwnerId = ", "What one person has in flight."),
        new("FROM data_exports AS d\nWHERE d.OwnerId = ", Handful),
        new("FROM upload_reservations AS u\nWHERE u.Key ", InFlight),
        new("FROM upload_sessions AS u\nWHERE u.Key ", InFlight),
        new("FROM data_exports AS d\nWHERE d.Key IS NOT NULL AND d.Key ", "The exports of the last days; by the nightly recount."),
        new("UPDATE users AS u\nSET CreatedAt = u.CreatedAt\nWHERE u.Id = @id OR ", "Who makes an administrator, or is the last one, decides among all of them; a few times in a year."),
        new("UPDATE users AS u\nSET CreatedAt = u.CreatedAt\nWHERE u.Id = @person OR ", "The same."),
        new("WHERE u.IsAdministrator AND u.IsActive AND u.Id <> @id", "The same."),
        new("WHERE i.OwnerId = @owner\nORDER BY i.Hash, i.Id, i0.Position", "An export, which reads the whole library."),
        new("FROM quota_accounts AS q\nWHERE q.Type = ", Job),
        new("FROM quota_alerts AS q\nWHERE q.Told > 0", Job),
        new("HAVING CAST(COUNT(*) AS INTEGER) >= @least", Job),
        new("HAVING count(*)", Job),
        new("DELETE FROM upload_sessions AS u\nWHERE (u.Way = 'Tus' OR", "A job by the clock, over uploads of the last days."),
        new("DELETE FROM rate_limits AS r\nWHERE r.ResetAt < @now", "A job by the clock, over the windows of the last hour; an index would have to follow every lease."),
    ];
}
