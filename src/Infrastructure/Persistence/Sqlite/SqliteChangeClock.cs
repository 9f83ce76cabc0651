using Microsoft.Data.Sqlite;
using Picora.Application.Abstractions;
using SQLitePCL;

namespace Picora.Infrastructure.Persistence.Sqlite;

/// <summary>
/// SQLite's own count of foreign commits (<c>PRAGMA data_version</c>): it lies in memory that all connections to the file share, so asking
/// takes microseconds. Its numbers mean something on one connection only, so there is one, and it never writes.
/// </summary>
internal sealed class SqliteChangeClock(SqliteConnectionStringBuilder database) : IChangeClock, IDisposable
{
    private const int PatienceMilliseconds = 5000;

    private readonly Lock sync = new();
    private SqliteConnection? connection;
    private sqlite3_stmt? statement;

    public long? Read()
    {
        lock (sync)
        {
            // By the library itself: a command and its reader cost several times what the question does, and every request with a key asks.
            statement ??= Open();
            var outcome = raw.sqlite3_step(statement);
            var version = outcome == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : 0;
            raw.sqlite3_reset(statement);
            return outcome == raw.SQLITE_ROW ? version : throw new SqliteException("SQLite did not say whether anything changed.", outcome);
        }
    }

    public void Dispose()
    {
        lock (sync)
        {
            statement?.Dispose();
            connection?.Dispose();
        }
    }

    private sqlite3_stmt Open()
    {
        // Not from the pool: a connection that was another's would count its own commits not.
        connection?.Dispose();
        connection = new SqliteConnection(new SqliteConnectionStringBuilder(database.ToString()) { Pooling = false }.ToString());
        connection.Open();
        raw.sqlite3_busy_timeout(connection.Handle, PatienceMilliseconds);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, "PRAGMA data_version", out var prepared), connection.Handle);
        return prepared;
    }
}
