using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Makes commits durable in groups. Connections run with <c>synchronous=NORMAL</c>, under which a commit in WAL mode is atomic but waits
/// for no disk; this flushes the log file afterwards, once for all commits that were made before the flush began. That is what
/// <c>synchronous=FULL</c> does for each commit alone.
/// </summary>
internal sealed class SqliteLogSync(string databasePath)
{
    private readonly string logPath = databasePath + "-wal";
    private readonly Lock sync = new();
    private Task running = Task.CompletedTask;
    private Task? next;

    /// <summary>Returns when everything committed before the call is on the disk.</summary>
    /// <exception cref="IOException">The disk refused; the commits may be lost in a power cut and must not be acknowledged.</exception>
    public Task FlushAsync()
    {
        lock (sync)
        {
            // A flush that already runs may have begun before this commit; the one after it cannot have.
            return next ??= FlushAfterAsync(running);
        }
    }

    private async Task FlushAfterAsync(Task previous)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (sync)
        {
            running = next!;
            next = null;
        }

        Flush();
    }

    /// <summary>Flushes at once, on the caller's thread: for one that brings a whole group of commits.</summary>
    /// <exception cref="IOException">As above.</exception>
    public void Flush()
    {
        // Opened each time: SQLite deletes and re-creates the file when its last connection closes, with everything moved into the database.
        try
        {
            using var log = File.OpenHandle(logPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            Posix.FlushData(log, logPath);
        }
        catch (FileNotFoundException)
        {
            // Checkpointed and removed, which SQLite does only after it has flushed the database file itself.
        }
    }
}
