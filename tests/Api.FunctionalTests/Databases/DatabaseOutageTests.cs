using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Databases;

/// <summary>A database server that throws everybody out, or is restarted, while people work: nobody loses what was confirmed, nothing happens twice.</summary>
[TestFixture]
[Category(TestCategories.OneEngine)]
public sealed class DatabaseOutageTests
{
    private const int Workers = 4;
    private const int Each = 15;
    private PostgresProcess database = null!;
    private PicoraServer server = null!;
    private TestUser person = null!;

    private int made;

    [SetUp]
    public async Task StartAsync()
    {
        if (!PostgresProcess.IsInstalled)
        {
            EngineReport.Skipped("PostgreSQL", "not installed");
            Assert.Ignore("PostgreSQL: not installed");
        }

        database = await PostgresProcess.StartAsync();
        server = await PicoraServer.StartAsync("--Picora:Database:Engine=Postgres", $"--Picora:Database:ConnectionString={database.ConnectionString}", "--Picora:Plans:trial:KbCount=1000");
        person = await server.SignUpAsync();
        made = 0;
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        database?.Dispose();
    }

    [Test]
    public Task Connections_are_cut() => WorkThroughAsync(CutAllAsync, times: 12);

    [Test]
    public Task The_server_is_restarted() => WorkThroughAsync(database.RestartAsync, times: 2);

    private async Task WorkThroughAsync(Func<Task> disturb, int times)
    {
        var work = Task.WhenAll(Enumerable.Range(0, Workers).Select(WorkAsync));
        for (var time = 1; time <= times; time++)
        {
            var enough = time * Workers * Each / (times + 1);
            await Poll.UntilAsync(() => Volatile.Read(ref made) >= enough || work.IsCompleted, $"{enough} collections");
            await disturb();
        }

        await work;
        var names = await person.Http.WalkAsync("/v1/collections?limit=50", "name");
        names.Order(StringComparer.Ordinal).ShouldBe(Names().Order(StringComparer.Ordinal));
        (await person.Http.UsageAsync()).GetProperty("quotas").EnumerateArray().Single(quota => quota.Text("type") == "kb_count")
            .GetProperty("used").GetInt64().ShouldBe(names.Count);
    }

    private static IEnumerable<string> Names() => Enumerable.Range(0, Workers).SelectMany(worker => Enumerable.Range(0, Each).Select(number => $"c{worker}-{number}"));

    private async Task WorkAsync(int worker)
    {
        foreach (var name in Names().Where(name => name.StartsWith($"c{worker}-", StringComparison.Ordinal)))
        {
            await Poll.UntilAsync(() => MakeAsync(name), name);
            Interlocked.Increment(ref made);
        }
    }

    /// <summary>Whether it is there; false after an answer that promises that it is not.</summary>
    private async Task<bool> MakeAsync(string name)
    {
        var response = await person.Http.PostAsJsonAsync("/v1/collections", new { name });
        if (response.StatusCode == HttpStatusCode.Created)
        {
            return true;
        }

        var code = await response.CodeAsync(HttpStatusCode.ServiceUnavailable);
        code.ShouldBeOneOf("DATABASE_UNAVAILABLE", "OUTCOME_UNKNOWN");
        return code == "OUTCOME_UNKNOWN" && await IsThereAsync(name);
    }

    private async Task<bool> IsThereAsync(string name)
    {
        List<string>? names = null;
        await Poll.UntilAsync(
            async () =>
            {
                var response = await person.Http.GetAsync("/v1/collections?limit=50&sort=updated_at");
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    await response.CodeAsync(HttpStatusCode.ServiceUnavailable);
                    return false;
                }

                // The latest first, and at most a handful are being made.
                names = [.. (await response.DataAsync()).GetProperty("items").EnumerateArray().Select(item => item.Text("name"))];
                return true;
            },
            "a list of the collections");
        return names!.Contains(name, StringComparer.Ordinal);
    }

    private async Task CutAllAsync()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var cut = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()", connection);
        await cut.ExecuteNonQueryAsync();
    }
}
