using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Persistence.Sqlite;
using Picora.Infrastructure.Persistence.Sqlite.FastPath;

namespace Picora.Benchmarks.Databases;

/// <summary>
/// What the database does for an upload, by itself: reserve and settle, each durable before it is answered. Once with all that wait in one
/// transaction, once with a transaction and a flush for each.
/// </summary>
internal static class GroupCommits
{
    private const int Writers = 32;
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);
    private static readonly UserId Owner = new("owner");
    private static readonly QuotaTerms Terms = new(QuotaType.ImageStorage, long.MaxValue / 2, long.MaxValue, long.MaxValue);

    public static async Task MeasureAsync(Workplace place)
    {
        var path = Path.Combine(place.Empty("group-commit"), "picora.db");
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ToString();
        await using var services = new ServiceCollection()
            .AddDbContext<SqlitePicoraDbContext>(builder => SqliteSetup.Use(builder, connectionString, new DatabaseOptions()))
            .AddScoped<PicoraDbContext>(provider => provider.GetRequiredService<SqlitePicoraDbContext>()).BuildServiceProvider();
        await PrepareAsync(services);
        var (grouped, single) = (new Series("grouped"), new Series("a transaction and a flush per write"));
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (series, most) in new[] { (single, 1), (grouped, 256) })
            {
                var rate = await RateAsync(services, connectionString, path, most);
                if (round >= 0)
                {
                    series.Add(rate);
                }
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  uploads per second as far as the database goes, {Writers} at once; median of {Rounds} rounds of {Round.TotalSeconds:0} s in turns; at least 5 × is wanted"));
        Console.WriteLine(single.Against(single, "0"));
        Console.WriteLine(grouped.Against(single, "0"));
    }

    private static async Task PrepareAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Database;
        await database.MigrateAsync();
        await database.ExecuteSqlAsync($"""
            INSERT INTO "quota_accounts" ("OwnerId", "Type", "Used", "Reserved", "Items", "Day", "DayCount", "Month", "MonthCount")
            VALUES ({Owner.Value}, 'img_storage', 0, 0, 0, 0, 0, 0, 0)
            """);
    }

    private static async Task<double> RateAsync(IServiceProvider services, string connectionString, string path, int mostPerGroup)
    {
        using var gate = new SqliteWriteGate();
        using var writer = new GroupCommitWriter(connectionString, gate, new SqliteLogSync(path), mostPerGroup);
        var statements = new UploadStatements(services.GetRequiredService<IServiceScopeFactory>());
        var began = Stopwatch.GetTimestamp();
        var uploads = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            var done = 0;
            while (Stopwatch.GetElapsedTime(began) < Round)
            {
                await UploadAsync(writer, statements);
                done++;
            }

            return done;
        }));
        return uploads.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task UploadAsync(GroupCommitWriter writer, UploadStatements statements)
    {
        var now = DateTimeOffset.UtcNow;
        var reservation = UploadReservation.Create(Owner, QuotaType.ImageStorage, 100, now, TimeSpan.FromHours(1));
        var hash = ContentHash.FromBytes(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        var upload = new ReceivedUpload(reservation.Id, Owner, Plan.Trial, QuotaType.ImageStorage, 100, reservation.Key, hash, 100);
        var facts = new ImageFacts(ImageFormat.Jpeg, new Dimensions(1, 1), 1, null);
        var image = Image.Create(new NewImage(Owner, upload.Key, hash, 100, facts, "a.jpg"), "Title", [], isPublic: true, now).Value;
        var reserved = await writer.TryAsync(connection => UploadStatements.TryHold(connection, reservation, Terms, now) && statements.TryAdd(connection, reservation));
        var settled = await writer.TryAsync(connection =>
            UploadStatements.TryEndReservation(connection, reservation.Id) && UploadStatements.TrySettle(connection, upload, Terms, now)
            && statements.TryAdd(connection, image) && UploadStatements.TryNote(connection, image, now));
        if (!reserved || !settled)
        {
            throw new InvalidOperationException("An upload was refused.");
        }
    }
}
