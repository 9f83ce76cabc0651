using Picora.Infrastructure.Persistence.Sqlite;

namespace Picora.Infrastructure.IntegrationTests.Persistence;

[TestFixture]
internal sealed class SqliteLogSyncTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("picora-log-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Many_commits_share_a_few_flushes()
    {
        var database = Path.Combine(folder, "some.db");
        await File.WriteAllBytesAsync(database + "-wal", new byte[1_000_000]);
        var log = new SqliteLogSync(database);

        var flushes = Enumerable.Range(0, 500).Select(_ => log.FlushAsync()).ToList();
        await Task.WhenAll(flushes);

        // One may be under way when the others ask; those share the ones after it.
        flushes.Distinct().Count().ShouldBeLessThan(100);
    }

    [Test]
    public async Task A_log_that_was_checkpointed_away_needs_no_flush() =>
        await new SqliteLogSync(Path.Combine(folder, "gone.db")).FlushAsync();

    [Test]
    public async Task A_failed_flush_fails_its_waiters_and_not_the_later_ones()
    {
        var database = Path.Combine(folder, "some.db");
        Directory.CreateDirectory(database + "-wal");
        var log = new SqliteLogSync(database);

        await Should.ThrowAsync<UnauthorizedAccessException>(log.FlushAsync);
        Directory.Delete(database + "-wal");

        await log.FlushAsync();
    }

    [Test]
    [Platform("Linux")]
    public async Task What_the_disk_refuses_to_flush_is_not_acknowledged()
    {
        var database = Path.Combine(folder, "some.db");
        // A device that can be opened and written to, and not be flushed.
        File.CreateSymbolicLink(database + "-wal", "/dev/full");

        var refused = await Should.ThrowAsync<IOException>(new SqliteLogSync(database).FlushAsync);

        refused.Message.ShouldStartWith($"Cannot flush {database}-wal: ");
    }
}
