using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Picora.Infrastructure.Persistence.Sqlite;

/// <summary>Settings that SQLite keeps per connection. Durability is <see cref="SqliteLogSync"/>'s part.</summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    public const string Settings = "PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
