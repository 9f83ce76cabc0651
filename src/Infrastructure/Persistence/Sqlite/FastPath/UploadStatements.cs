using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

/// <summary>
/// The statements of an upload's usual case. Each says whether it found what it needs; quotas change under the same conditions as in
/// <c>QuotaLedger</c>, which a test compares.
/// </summary>
internal sealed class UploadStatements(IServiceScopeFactory scopes)
{
    // $0 and $1 are the owner and the account; what an administrator has set counts before the plan's numbers, which follow as parameters.
    private const string Account = """
        "OwnerId" = $0 AND "Type" = $1
            AND (CASE WHEN "Day" >= $3 THEN "DayCount" ELSE 0 END) < COALESCE((SELECT MAX("Limit") FROM "quota_overrides"
                WHERE "OwnerId" = $0 AND "Type" = $7 AND ("ExpiresAt" IS NULL OR "ExpiresAt" > $2)), $5)
            AND (CASE WHEN "Month" >= $4 THEN "MonthCount" ELSE 0 END) < COALESCE((SELECT MAX("Limit") FROM "quota_overrides"
                WHERE "OwnerId" = $0 AND "Type" = $8 AND ("ExpiresAt" IS NULL OR "ExpiresAt" > $2)), $6)
        """;

    private const string Limit = """
        COALESCE((SELECT MAX("Limit") FROM "quota_overrides"
            WHERE "OwnerId" = $0 AND "Type" = $1 AND ("ExpiresAt" IS NULL OR "ExpiresAt" > $2)), $9)
        """;

    private const string Hold = $"""
        UPDATE "quota_accounts" SET "Reserved" = "Reserved" + $10
        WHERE {Account} AND "Used" + "Reserved" + $10 <= {Limit}
        """;

    private const string EndReservation = """
        DELETE FROM "upload_reservations" WHERE "Id" = $0
        """;

    private const string Settle = $"""
        UPDATE "quota_accounts" SET "Used" = "Used" + $11, "Reserved" = "Reserved" - $10, "Items" = "Items" + 1,
            "DayCount" = CASE WHEN "Day" >= $3 THEN "DayCount" + 1 ELSE 1 END, "Day" = CASE WHEN "Day" >= $3 THEN "Day" ELSE $3 END,
            "MonthCount" = CASE WHEN "Month" >= $4 THEN "MonthCount" + 1 ELSE 1 END, "Month" = CASE WHEN "Month" >= $4 THEN "Month" ELSE $4 END
        WHERE {Account} AND ("Used" + "Reserved" - $10 + $11 <= {Limit} OR $11 <= $10)
        """;

    // As in MediaJournals. Whoever had no journal has one now: SQLite has one writer.
    private const string Number = """
        INSERT INTO "media_journals" ("OwnerId", "Revision", "Horizon") VALUES ($0, 1, 0)
        ON CONFLICT ("OwnerId") DO UPDATE SET "Revision" = "Revision" + 1
        """;

    private const string Note = """
        INSERT INTO "media_changes" ("OwnerId", "MediumId", "Kind", "Revision", "Deleted", "At")
        SELECT "OwnerId", $1, $2, "Revision", 0, $3 FROM "media_journals" WHERE "OwnerId" = $0
        """;

    /// <summary>All but the inserts, which are read off the model.</summary>
    internal static readonly IReadOnlyList<string> Texts = [Hold, EndReservation, Settle, Number, Note];

    private const string None = "";
    private static readonly string PerDay = QuotaType.UploadsPerDay.ToName();
    private static readonly string PerMonth = QuotaType.UploadsPerMonth.ToName();

    private readonly Lazy<Inserts> inserts = new(() => Inserts.Of(scopes));

    public static bool TryHold(PreparedConnection connection, UploadReservation reservation, QuotaTerms terms, DateTimeOffset now) =>
        connection.Execute(Hold, [.. Of(reservation.OwnerId, terms, now), reservation.HeldBytes]) == 1;

    public bool TryAdd(PreparedConnection connection, UploadReservation reservation) => inserts.Value.Reservation.TryExecute(connection, reservation);

    public static bool TryEndReservation(PreparedConnection connection, string id) => connection.Execute(EndReservation, id) == 1;

    public static bool TrySettle(PreparedConnection connection, ReceivedUpload upload, QuotaTerms terms, DateTimeOffset now) =>
        connection.Execute(Settle, [.. Of(upload.Owner, terms, now), upload.HeldBytes, upload.SizeBytes]) == 1;

    public bool TryAdd(PreparedConnection connection, Image image) =>
        inserts.Value.Image.TryExecute(connection, image)
        && image.Tags.All(tag => inserts.Value.Tag.TryExecute(connection, tag));

    public static bool TryNote(PreparedConnection connection, Image image, DateTimeOffset now) =>
        connection.Execute(Number, image.OwnerId.Value) == 1
        && connection.Execute(Note, image.OwnerId.Value, image.Id.Value, nameof(MediaKind.Image), now.ToUnixTimeMilliseconds()) == 1;

    // An account that counts no uploads has no limits on them, not even ones that were set.
    private static object?[] Of(UserId owner, QuotaTerms terms, DateTimeOffset now) =>
    [
        owner.Value, terms.Type.ToName(), now.ToUnixTimeMilliseconds(), QuotaAccount.DayOf(now), QuotaAccount.MonthOf(now), terms.PerDay, terms.PerMonth,
        terms.CountsUploads ? PerDay : None, terms.CountsUploads ? PerMonth : None, terms.Limit,
    ];

    private sealed record Inserts(RowInsert<UploadReservation> Reservation, RowInsert<Image> Image, RowInsert<ImageTag> Tag)
    {
        public static Inserts Of(IServiceScopeFactory scopes)
        {
            using var scope = scopes.CreateScope();
            var model = scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Model;
            return new Inserts(new(model), new(model), new(model));
        }
    }
}
