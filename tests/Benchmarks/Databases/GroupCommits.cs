using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Api.Composition;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
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
/// What the database does for an upload, by itself: reserve and settle, each durable before it is answered. Once in the product's general way, where each has a
/// transaction of its own (and commits share flushes), once by the prepared statements with a transaction and a flush for each, and once with all that wait in one.
/// </summary>
internal static class GroupCommits
{
    private const int Writers = 32;
    private const int Rounds = 5;
    private const long Bytes = 100;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);
    private static readonly UserId Owner = new("owner");
    private static readonly ImageFacts Facts = new(ImageFormat.Jpeg, new Dimensions(1, 1), 1, null);
    private static readonly QuotaTerms Terms = new(QuotaType.ImageStorage, long.MaxValue / 4, long.MaxValue, int.MaxValue);

    public static async Task MeasureAsync(Workplace place)
    {
        await using var app = PicoraHost.Build(
            [$"--Picora:DataFolder={place.Empty("group-commit")}", "--Picora:Jobs:Enabled=false", .. PicoraServer.Settings], builder => builder.Logging.ClearProviders());
        await PrepareAsync(app.Services);
        var contest = new (Series Series, Func<Task<double>> RateAsync)[]
        {
            (new Series("a transaction for each, by EF Core"), () => RateAsync(() => UploadAsync(app.Services))),
            (new Series("a transaction for each, prepared"), () => RateAsync(app.Services, mostPerGroup: 1)),
            (new Series("grouped, prepared"), () => RateAsync(app.Services, mostPerGroup: 256)),
        };
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (series, measureAsync) in contest)
            {
                var rate = await measureAsync();
                if (round >= 0)
                {
                    series.Add(rate);
                }
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  uploads per second as far as the database goes, {Writers} at once; median of {Rounds} rounds of {Round.TotalSeconds:0} s in turns; at least 5 × is wanted"));
        foreach (var (series, _) in contest)
        {
            Console.WriteLine(series.Against(contest[0].Series, "0"));
        }
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Database.ExecuteSqlAsync($"""
            INSERT INTO "quota_accounts" ("OwnerId", "Type", "Used", "Reserved", "Items", "Day", "DayCount", "Month", "MonthCount")
            VALUES ({Owner.Value}, 'img_storage', 0, 0, 0, 0, 0, 0, 0)
            """);
    }

    private static async Task<double> RateAsync(IServiceProvider services, int mostPerGroup)
    {
        var database = services.GetRequiredService<SqliteConnectionStringBuilder>();
        using var gate = new SqliteWriteGate();
        using var writer = new GroupCommitWriter(database.ToString(), gate, new SqliteLogSync(database.DataSource), mostPerGroup);
        var statements = services.GetRequiredService<UploadStatements>();
        return await RateAsync(() => UploadAsync(writer, statements));
    }

    private static async Task<double> RateAsync(Func<Task> uploadAsync)
    {
        var began = Stopwatch.GetTimestamp();
        var uploads = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            var done = 0;
            while (Stopwatch.GetElapsedTime(began) < Round)
            {
                await uploadAsync();
                done++;
            }

            return done;
        }));
        return uploads.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task UploadAsync(IServiceProvider services)
    {
        var (reservation, now) = (NewReservation(), DateTimeOffset.UtcNow);
        await using (var scope = services.CreateAsyncScope())
        {
            var reservations = scope.ServiceProvider.GetRequiredService<UploadReservations>();
            Check(await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().ExecuteAsync(
                token => reservations.AddAsync(reservation, Plan.Trial, token), CancellationToken.None));
        }

        await using (var scope = services.CreateAsyncScope())
        {
            var upload = Received(reservation);
            var arrived = new ArrivedImage(upload, Facts, "a.jpg", new ImageFields("Title", [], IsPublic: true, Collection: null, Lifetime: null));
            Check(await scope.ServiceProvider.GetRequiredService<ImageAddition>().AddAsync(arrived, NewImage(upload, now), CancellationToken.None));
        }
    }

    private static async Task UploadAsync(GroupCommitWriter writer, UploadStatements statements)
    {
        var (reservation, now) = (NewReservation(), DateTimeOffset.UtcNow);
        var upload = Received(reservation);
        var image = NewImage(upload, now);
        var reserved = await writer.TryAsync(connection => UploadStatements.TryHold(connection, reservation, Terms, now) && statements.TryAdd(connection, reservation));
        var settled = await writer.TryAsync(connection =>
            UploadStatements.TryEndReservation(connection, reservation.Id) && UploadStatements.TrySettle(connection, upload, Terms, now)
            && statements.TryAdd(connection, image) && UploadStatements.TryNote(connection, image, now));
        if (!reserved || !settled)
        {
            throw new InvalidOperationException("An upload was refused.");
        }
    }

    private static void Check<T>(Result<T> result)
    {
        if (!result.IsSuccess)
        {
            throw new InvalidOperationException($"An upload was refused: {result.Error.Message}");
        }
    }

    private static UploadReservation NewReservation() =>
        UploadReservation.Create(Owner, QuotaType.ImageStorage, Bytes, DateTimeOffset.UtcNow, TimeSpan.FromHours(1));

    private static ReceivedUpload Received(UploadReservation reservation) => new(
        reservation.Id, Owner, Plan.Trial, QuotaType.ImageStorage, Bytes, reservation.Key,
        ContentHash.FromBytes(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)), Bytes);

    private static Image NewImage(ReceivedUpload upload, DateTimeOffset now) =>
        Image.Create(new NewImage(Owner, upload.Key, upload.Hash, Bytes, Facts, "a.jpg"), "Title", [], isPublic: true, now).Value;
}
