using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.IntegrationTests.Quotas;

/// <summary>A thing that a quota pays for: held at first, then used, then gone. Written in the transaction that charges for it.</summary>
internal sealed record Fact(long Id, UserId Owner, QuotaType Type, long Amount);

/// <summary>What happened to facts in one unit of work; a worker keeps it only when the unit was committed.</summary>
internal sealed class FactChanges
{
    private readonly HashSet<long> begun = [];

    /// <summary>New: held from now on.</summary>
    public List<Fact> Held { get; } = [];

    /// <summary>Used from now on.</summary>
    public List<Fact> Used { get; } = [];

    /// <summary>Held no longer, and never used.</summary>
    public List<Fact> Released { get; } = [];

    /// <summary>Used no longer.</summary>
    public List<Fact> Gone { get; } = [];

    public int Count { get; set; }

    public void Hold(Fact fact)
    {
        begun.Add(fact.Id);
        Held.Add(fact);
    }

    /// <summary>Writes it all: few statements, however much happened.</summary>
    public async Task WriteAsync(PicoraDbContext db, int worker, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var fact in Held)
        {
            Insert(text, fact, worker, state: 0);
        }

        if (Released.Count > 0)
        {
            Append(text, $"""DELETE FROM "facts" WHERE "Id" IN ({Ids(Released)});""");
        }

        // As the account has it: nobody else can have moved its day since this transaction charged it.
        foreach (var fact in Used)
        {
            Append(text, $"""DELETE FROM "facts" WHERE "Id" = {fact.Id};""");
            Insert(text, fact, worker, state: 1);
        }

        if (Gone.Count > 0)
        {
            Append(text, $"""UPDATE "facts" SET "State" = 2 WHERE "Id" IN ({Ids(Gone)});""");
        }

        if (text.Length > 0)
        {
            await db.Database.ExecuteSqlRawAsync(text.ToString(), cancellationToken);
        }
    }

    private static string Ids(IEnumerable<Fact> facts) => string.Join(',', facts.Select(fact => fact.Id.ToString(CultureInfo.InvariantCulture)));

    private static void Insert(StringBuilder text, Fact fact, int worker, int state) => Append(text, $"""
        INSERT INTO "facts" SELECT {fact.Id}, {worker}, "OwnerId", "Type", {fact.Amount}, {state}, "Day", "Month"
        FROM "quota_accounts" WHERE "OwnerId" = '{fact.Owner}' AND "Type" = '{fact.Type.ToName()}';
        """);

    private static void Append(StringBuilder text, FormattableString sql) => text.AppendLine(sql.ToString(CultureInfo.InvariantCulture));
}

/// <summary>The table of all facts, which the ledger is held against.</summary>
internal static class FactTable
{
    public const string Create = """
        CREATE TABLE "facts" ("Id" BIGINT PRIMARY KEY, "Worker" INTEGER, "Owner" VARCHAR(21), "Type" VARCHAR(32), "Amount" BIGINT, "State" INTEGER,
            "Day" INTEGER, "Month" INTEGER)
        """;

    private const string Recount = """
        SELECT a."OwnerId" || ' ' || a."Type" AS "Account",
            a."Used" || ' ' || a."Reserved" || ' ' || a."Items" || ' ' || a."DayCount" || ' ' || a."MonthCount" AS "Ledger",
            COALESCE(SUM(CASE WHEN f."State" = 1 THEN f."Amount" END), 0) || ' ' || COALESCE(SUM(CASE WHEN f."State" = 0 THEN f."Amount" END), 0) || ' ' ||
            COUNT(CASE WHEN f."State" = 1 THEN 1 END) || ' ' || COUNT(CASE WHEN f."State" > 0 AND f."Day" = a."Day" THEN 1 END) || ' ' ||
            COUNT(CASE WHEN f."State" > 0 AND f."Month" = a."Month" THEN 1 END) AS "Recount"
        FROM "quota_accounts" a LEFT JOIN "facts" f ON f."Owner" = a."OwnerId" AND f."Type" = a."Type"
        GROUP BY a."OwnerId", a."Type", a."Used", a."Reserved", a."Items", a."DayCount", a."MonthCount", a."Day", a."Month"
        """;

    /// <summary>Used, held, items and the uploads of the day and the month: as the ledger says, and as the facts add up.</summary>
    public static Task<List<Row>> RecountAsync(PicoraDbContext db) => db.Database.SqlQueryRaw<Row>(Recount).ToListAsync();

    public static async Task<(List<Fact> Held, List<Fact> Used)> OfWorkerAsync(PicoraDbContext db, int worker)
    {
        var rows = await db.Database.SqlQuery<Stored>($"""SELECT "Id", "Owner", "Type", "Amount", "State" FROM "facts" WHERE "Worker" = {worker} AND "State" < 2""").ToListAsync();
        return ([.. rows.Where(row => row.State == 0).Select(row => row.ToFact())], [.. rows.Where(row => row.State == 1).Select(row => row.ToFact())]);
    }

    internal sealed record Row(string Account, string Ledger, string Recount);

    private sealed record Stored(long Id, string Owner, string Type, long Amount, int State)
    {
        public Fact ToFact() => new(Id, new UserId(Owner), QuotaTypes.FromName(Type), Amount);
    }
}
