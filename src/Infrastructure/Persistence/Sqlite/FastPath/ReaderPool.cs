using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

/// <summary>Prepared connections for reading, as many as there are readers at once. A read by key takes microseconds, so it runs on the caller's thread.</summary>
internal sealed class ReaderPool(string connectionString) : IDisposable
{
    private readonly ConcurrentBag<PreparedConnection> idle = [];

    /// <summary>The one row that a query finds, or null.</summary>
    public TRow? Find<TRow>(string sql, Func<SqliteDataReader, TRow> read, params ReadOnlySpan<object?> values)
        where TRow : class
    {
        var connection = idle.TryTake(out var free) ? free : new PreparedConnection(connectionString);
        try
        {
            var row = connection.Find(sql, read, values);
            idle.Add(connection);
            return row;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
