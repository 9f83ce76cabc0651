using Microsoft.Data.Sqlite;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Persistence.Sqlite;

/// <summary>
/// SQLite's own count of foreign commits (<c>PRAGMA data_version</c>): it lies in memory that all connections to the file share, so asking
/// takes microseconds. Its numbers mean something on one connection only, so there is one, and it never writes.
/// </summary>
internal sealed class SqliteChangeClock(SqliteConnectionStringBuilder database) : IChangeClock, IDisposable
{
    private readonly Lock sync = new();
    private SqliteConnection? connection;
    private SqliteCommand? command;

    public long? Read()
    {
        lock (sync)
        {
            return (long)(command ??= Open()).ExecuteScalar()!;
        }
    }

    public void Dispose()
    {
        lock (sync)
        {
            command?.Dispose();
            connection?.Dispose();
        }
    }

    private SqliteCommand Open()
    {
        // Not from the pool: a connection that was another's would count its own commits not.
        connection = new SqliteConnection(new SqliteConnectionStringBuilder(database.ToString()) { Pooling = false }.ToString());
        connection.Open();
        var asking = connection.CreateCommand();
        asking.CommandText = "PRAGMA data_version";
        asking.Prepare();
        return asking;
    }
}
