using Picora.Infrastructure.Threading;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

/// <summary>
/// Runs small writes of many requests in one transaction with one flush: what waits when the thread comes round is one group. Each write is
/// whole or not at all; the group's commit makes them durable together.
/// </summary>
internal sealed class GroupCommitWriter : IDisposable
{
    private const int UsualGroup = 256;

    private readonly int mostPerGroup;
    private readonly string connectionString;
    private readonly SqliteWriteGate gate;
    private readonly SqliteLogSync log;
    private readonly WorkQueue<Write> waiting = new();
    private readonly Thread thread;

    // Opened by the first write: the database is migrated by then.
    private PreparedConnection? connection;

    /// <param name="mostPerGroup">Writes in one transaction; 1 gives each a transaction and a flush of its own, which is what a comparison needs.</param>
    public GroupCommitWriter(string connectionString, SqliteWriteGate gate, SqliteLogSync log, int mostPerGroup = UsualGroup)
    {
        (this.connectionString, this.gate, this.log, this.mostPerGroup) = (connectionString, gate, log, mostPerGroup);
        thread = new Thread(Work) { IsBackground = true, Name = "group commit" };
        thread.Start();
    }

    /// <summary>Runs the statements; when they return false they leave no trace, otherwise they are durable when the task ends.</summary>
    /// <param name="statements">May run twice, the first time without effect.</param>
    public Task<bool> TryAsync(Func<PreparedConnection, bool> statements)
    {
        var write = new Write(statements);
        waiting.Add(write);
        return write.Done.Task;
    }

    public void Dispose()
    {
        waiting.Complete();
        thread.Join();
    }

    private void Work()
    {
        while (waiting.Take(mostPerGroup) is { Count: > 0 } group)
        {
            try
            {
                Commit(group);
                log.Flush();
                group.ForEach(write => write.Done.SetResult(write.Succeeded));
            }
            catch (Exception exception)
            {
                group.ForEach(write => write.Done.SetException(exception));
            }
        }

        connection?.Dispose();
    }

    private void Commit(List<Write> group)
    {
        using (gate.Enter())
        {
            try
            {
                connection ??= Open();
                Commit(connection, group);
            }
            catch
            {
                // Closing takes a half transaction back, before anybody else may write.
                connection?.Dispose();
                connection = null;
                throw;
            }
        }
    }

    private PreparedConnection Open()
    {
        var opened = new PreparedConnection(connectionString);

        // What a statement may have to take back is kept meanwhile: a few pages, for which SQLite would make a file and delete it.
        opened.Execute("PRAGMA temp_store=MEMORY");
        return opened;
    }

    // Nearly always all succeed. Savepoints, which copy every page before it changes, are for the group in which one does not.
    private static void Commit(PreparedConnection connection, List<Write> group)
    {
        connection.Execute("BEGIN IMMEDIATE");
        if (!group.TrueForAll(write => write.Run(connection)))
        {
            connection.Execute("ROLLBACK");
            connection.Execute("BEGIN IMMEDIATE");
            group.ForEach(write => RunAlone(connection, write));
        }

        connection.Execute("COMMIT");
    }

    private static void RunAlone(PreparedConnection connection, Write write)
    {
        connection.Execute("SAVEPOINT one");
        if (!write.Run(connection))
        {
            connection.Execute("ROLLBACK TO one");
        }

        connection.Execute("RELEASE one");
    }

    private sealed class Write(Func<PreparedConnection, bool> statements)
    {
        public bool Succeeded { get; private set; }

        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Run(PreparedConnection connection) => Succeeded = statements(connection);
    }
}
