using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Media;
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
    private const string Hold = """
        UPDATE "quota_accounts" SET "Reserved" = "Reserved" + $0
        WHERE "OwnerId" = $1 AND "Type" = $2 AND "Used" + "Reserved" + $0 <= $3
        """;

    private const string EndReservation = """
        DELETE FROM "upload_reservations" WHERE "Id" = $0
        """;

    private const string Settle = """
        UPDATE "quota_accounts" SET "Used" = "Used" + $0, "Reserved" = "Reserved" - $1, "Items" = "Items" + 1,
            "DayCount" = CASE WHEN "Day" = $2 THEN "DayCount" + 1 ELSE 1 END, "Day" = $2,
            "MonthCount" = CASE WHEN "Month" = $3 THEN "MonthCount" + 1 ELSE 1 END, "Month" = $3
        WHERE "OwnerId" = $4 AND "Type" = $5 AND ("Used" + "Reserved" - $1 + $0 <= $6 OR $0 <= $1)
        """;

    private readonly Lazy<Inserts> inserts = new(() => Inserts.Of(scopes));

    public static bool TryHold(PreparedConnection connection, UploadReservation reservation, long limit) =>
        connection.Execute(Hold, reservation.HeldBytes, reservation.OwnerId.Value, reservation.Quota.ToName(), limit) == 1;

    public bool TryAdd(PreparedConnection connection, UploadReservation reservation) => inserts.Value.Reservation.TryExecute(connection, reservation);

    public static bool TryEndReservation(PreparedConnection connection, string id) => connection.Execute(EndReservation, id) == 1;

    public static bool TrySettle(PreparedConnection connection, ReceivedUpload upload, long limit, DateTimeOffset now) => connection.Execute(
        Settle, upload.SizeBytes, upload.HeldBytes, QuotaAccount.DayOf(now), QuotaAccount.MonthOf(now), upload.Owner.Value, upload.Quota.ToName(), limit) == 1;

    public bool TryAdd(PreparedConnection connection, Image image) =>
        inserts.Value.Image.TryExecute(connection, image)
        && image.Tags.All(tag => inserts.Value.Tag.TryExecute(connection, tag));

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
