using Microsoft.Data.Sqlite;
using Picora.Infrastructure.Persistence.Sqlite;
using Picora.Infrastructure.Persistence.Sqlite.FastPath;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Sqlite;

[TestFixture]
internal sealed class SqliteChangeClockTests
{
    private const string Insert = "INSERT INTO t VALUES ($0)";
    private const string Count = "SELECT COUNT(*) FROM t";

    private readonly Dictionary<long, int> remembered = [];
    private string folder = null!;
    private SqliteConnectionStringBuilder database = null!;
    private SqliteChangeClock clock = null!;

    [SetUp]
    public void Open()
    {
        remembered.Clear();
        folder = Directory.CreateTempSubdirectory("picora-clock-").FullName;
        database = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "some.db"), DefaultTimeout = 5, Pooling = false };
        Execute("PRAGMA journal_mode=WAL");
        Execute("CREATE TABLE t (n INTEGER PRIMARY KEY)");
        clock = new SqliteChangeClock(database);
    }

    [TearDown]
    public void Close()
    {
        clock.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Stands_still_while_nobody_commits()
    {
        var before = clock.Read();

        before.ShouldNotBeNull();
        Execute(Count);
        Execute("BEGIN; INSERT INTO t VALUES (7); ROLLBACK");
        clock.Read().ShouldBe(before);
    }

    [Test]
    public void Goes_on_with_every_commit_also_when_the_log_begins_anew()
    {
        var numbers = new List<long?> { clock.Read() };
        for (var n = 0; n < 50; n++)
        {
            Execute($"INSERT INTO t VALUES ({n})");
            numbers.Add(clock.Read());
            if (n % 10 == 0)
            {
                Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        }

        numbers.ShouldNotContain((long?)null);
        numbers.ShouldBeUnique();
    }

    [Test]
    public async Task Whoever_read_after_it_has_what_was_committed_before_it_changed()
    {
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadAll(done.Token))).ToList();
        using (var writer = new PreparedConnection(database.ToString()))
        {
            for (var n = 0; n < 2000; n++)
            {
                writer.Execute(Insert, n);
                Remembered(clock.Read(), () => n + 1).ShouldBe(n + 1, "a commit counts from the next look on");
            }
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Test]
    public void Says_nothing_about_a_database_without_a_log_ahead()
    {
        Execute("PRAGMA journal_mode=DELETE");

        using var other = new SqliteChangeClock(database);

        other.Read().ShouldBeNull();
    }

    [Test]
    public async Task Is_silent_once_it_is_disposed_also_to_those_who_are_asking()
    {
        clock.Read();
        var askers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (clock.Read() is not null)
            {
            }
        })).ToList();

        clock.Dispose();

        await Task.WhenAll(askers).WaitAsync(TimeSpan.FromMinutes(1));
    }

    // What a reader remembers under a number must be what another one reads under the same number.
    private void ReadAll(CancellationToken done)
    {
        using var connection = new SqliteConnection(database.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Count;
        var known = new Dictionary<long, long>();
        while (!done.IsCancellationRequested)
        {
            var before = clock.Read();
            var rows = (long)command.ExecuteScalar()!;
            if (before is { } number && clock.Read() == before)
            {
                known.TryAdd(number, rows);
                known[number].ShouldBe(rows);
            }
        }
    }

    private int Remembered(long? number, Func<int> read)
    {
        if (number is not { } at)
        {
            return read();
        }

        remembered.TryAdd(at, read());
        return remembered[at];
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(database.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
