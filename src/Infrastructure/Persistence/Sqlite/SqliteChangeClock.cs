using Microsoft.Data.Sqlite;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Persistence.Sqlite;

/// <summary>Numbers the heads of the WAL index as they come: two equal ones mean that nothing was committed in between.</summary>
internal sealed class SqliteChangeClock(SqliteConnectionStringBuilder database) : IChangeClock, IDisposable
{
    private readonly Lock sync = new();
    private WalIndex? index;
    private bool disposed;
    private volatile SqliteConnection? connection;
    private volatile Seen? last;

    public long? Read()
    {
        // A head that is being written is a commit under way: for this moment nothing is known.
        if ((connection is null ? Open() : index)?.Read() is not { } head)
        {
            return null;
        }

        var known = last;
        return known is not null && known.Head == head ? known.Number : Note(head);
    }

    public void Dispose()
    {
        lock (sync)
        {
            disposed = true;
            connection?.Dispose();
        }
    }

    private long Note(WalHead head)
    {
        lock (sync)
        {
            last = new Seen(head, (last?.Number ?? 0) + 1);
            return last.Number;
        }
    }

    // Not from the pool: it stays open, and with it the index that all others share.
    private WalIndex? Open()
    {
        lock (sync)
        {
            if (connection is null && !disposed)
            {
                var opened = new SqliteConnection(new SqliteConnectionStringBuilder(database.ToString()) { Pooling = false }.ToString());
                index = Connect(opened);
                connection = opened;
            }

            return index;
        }
    }

    private static WalIndex? Connect(SqliteConnection opened)
    {
        try
        {
            opened.Open();
            using var command = opened.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_schema";
            command.ExecuteScalar();
            return WalIndex.Of(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private sealed record Seen(WalHead Head, long Number);
}
