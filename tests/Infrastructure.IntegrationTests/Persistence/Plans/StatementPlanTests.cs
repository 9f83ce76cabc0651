using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Persistence.Sqlite.FastPath;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Plans;

/// <summary>No statement of any use case reads more than it needs, however large a table grows: all of them are explained by the engine.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed partial class StatementPlanTests(string engine)
{
    private const int Depth = 9;
    private const string ConnectionString = "--Picora:Database:ConnectionString=";

    private readonly PlanCollector collector = new();
    private TestDatabase database = null!;
    private SilentHost host = null!;
    private string? filled;

    [OneTimeSetUp]
    public async Task RunEverythingAsync()
    {
        if (TestDatabase.Missing(engine) is { } reason)
        {
            EngineReport.Skipped(TestDatabase.NameOf(engine), reason);
            Assert.Ignore($"{TestDatabase.NameOf(engine)}: {reason}");
        }

        database = await TestDatabase.CreateAsync(engine);
        host = new SilentHost(database.Settings, collector);
        await host.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        collector.Server = host.Server;
        collector.Explainer = await ExplainerAsync();
        foreach (var scenario in Scenarios.All)
        {
            await host.RunAsync(scenario, Depth);
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (host is not null)
        {
            await (collector.Explainer?.DisposeAsync() ?? ValueTask.CompletedTask);
            await host.DisposeAsync();
            await (filled is null ? Task.CompletedTask : (await PostgresServer.SharedAsync()).DropDatabaseAsync(filled));
            await database.DisposeAsync();
        }
    }

    [Test]
    public void No_statement_grows_with_a_table()
    {
        // An empty list of ids makes a condition that is never true; the engine finds nothing without looking.
        var offenders = collector.Statements
            .Where(statement => statement.Explanation.Offences.Count > 0 && !Never().IsMatch(statement.Text) && !PlanExceptions.All.Any(exception => exception.Covers(statement.Text)))
            .Select(statement => $"{string.Join(", ", statement.Explanation.Offences)} in:\n{statement.Text}\n{statement.Explanation.Plan}");

        offenders.ShouldBeEmpty();
    }

    [Test]
    public void What_goes_past_the_context_does_not_grow_either()
    {
        if (!string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal))
        {
            Assert.Pass("Only SQLite has such statements.");
        }

        using var connection = new SqliteConnection($"Data Source={Path.Combine(host.Folder, "picora.db")};Pooling=False");
        connection.Open();
        foreach (var text in UploadStatements.Texts.Append(SqliteApiKeyLookup.Query))
        {
            using var explain = connection.CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + text;
            foreach (var number in Enumerable.Range(0, 12).Where(number => text.Contains($"${number}", StringComparison.Ordinal)))
            {
                explain.Parameters.AddWithValue($"${number}", 1);
            }

            var plan = new List<SqliteExplainer.Line>();
            using var reader = explain.ExecuteReader();
            while (reader.Read())
            {
                plan.Add(new SqliteExplainer.Line(reader.GetInt32(1), reader.GetString(3)));
            }

            SqliteExplainer.Offences(text, plan).ShouldBeEmpty(text);
        }
    }

    [Test]
    public void Everything_was_heard() => collector.Statements.Count.ShouldBeGreaterThan(300);

    [GeneratedRegex(@"WHERE (0|FALSE)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Never();

    private async Task<IExplainer> ExplainerAsync()
    {
        if (string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal))
        {
            return new SqliteExplainer();
        }

        var empty = database.Settings.Single(setting => setting.StartsWith(ConnectionString, StringComparison.Ordinal))[ConnectionString.Length..];
        filled = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(template: empty);
        await TableFiller.FillAsync(filled);
        return await PostgresExplainer.OpenAsync(filled);
    }
}
