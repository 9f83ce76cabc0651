using Microsoft.Data.Sqlite;
using Picora.Infrastructure.Persistence.Sqlite;
using Picora.Infrastructure.Persistence.Sqlite.FastPath;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Sqlite;

[TestFixture]
internal sealed class GroupCommitWriterTests
{
    private const string Insert = "INSERT INTO t VALUES ($0)";

    private string folder = null!;
    private string connectionString = null!;
    private SqliteWriteGate gate = null!;
    private GroupCommitWriter writer = null!;

    [SetUp]
    public void Open()
    {
        folder = Directory.CreateTempSubdirectory("picora-group-").FullName;
        var path = Path.Combine(folder, "some.db");
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 1 }.ToString();
        using (var connection = new PreparedConnection(connectionString))
        {
            connection.Execute("PRAGMA journal_mode=WAL");
            connection.Execute("CREATE TABLE t (n INTEGER PRIMARY KEY)");
        }

        gate = new SqliteWriteGate();
        writer = new GroupCommitWriter(connectionString, gate, new SqliteLogSync(path));
    }

    [TearDown]
    public void Close()
    {
        writer.Dispose();
        gate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Each_write_is_whole_or_leaves_no_trace_whatever_its_neighbours_do()
    {
        var writes = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => writer.TryAsync(connection =>
            connection.Execute(Insert, number) == 1 && number % 3 != 0)));

        writes.ShouldBe(Enumerable.Range(0, 500).Select(number => number % 3 != 0));
        Count().ShouldBe(writes.Count(written => written));
    }

    [Test]
    public async Task An_exception_takes_its_group_back_and_the_next_write_works()
    {
        await Should.ThrowAsync<SqliteException>(() => writer.TryAsync(connection =>
            connection.Execute(Insert, 1) == 1 && connection.Execute("INSERT INTO missing VALUES (1)") == 1));
        Count().ShouldBe(0);
        using (var other = new PreparedConnection(connectionString))
        {
            other.Execute(Insert, 3).ShouldBe(1, "the writer's half transaction is gone, also for others");
        }

        (await writer.TryAsync(connection => connection.Execute(Insert, 2) == 1)).ShouldBeTrue();
        Count().ShouldBe(2);
    }

    [Test]
    public async Task Whoever_waits_for_another_writer_waits_for_nothing_else()
    {
        Task<bool>[] writes;
        using (gate.Enter())
        {
            writes = [.. Enumerable.Range(0, 100).Select(number => writer.TryAsync(connection => connection.Execute(Insert, number) == 1))];
            writes.ShouldAllBe(write => !write.IsCompleted);
        }

        (await Task.WhenAll(writes)).ShouldAllBe(written => written);
        Count().ShouldBe(100);
    }

    [Test]
    public async Task What_came_before_the_end_is_written()
    {
        var writes = Enumerable.Range(0, 50).Select(number => writer.TryAsync(connection => connection.Execute(Insert, number) == 1)).ToArray();

        writer.Dispose();

        (await Task.WhenAll(writes)).ShouldAllBe(written => written);
        Should.Throw<ObjectDisposedException>(() => writer.TryAsync(_ => true).IsCompleted);
    }

    private long Count()
    {
        using var connection = new PreparedConnection(connectionString);
        return long.Parse(connection.Find("SELECT count(*) FROM t", row => row.GetString(0))!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
