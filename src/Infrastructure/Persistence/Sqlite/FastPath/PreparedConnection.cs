using Microsoft.Data.Sqlite;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

/// <summary>A connection that keeps its statements prepared: parsing them costs SQLite more than running them.</summary>
internal sealed class PreparedConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    public PreparedConnection(string connectionString)
    {
        // Not from the pool: it would give a half transaction to whoever comes next instead of taking it back.
        connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        Execute(SqliteConnectionSetup.Settings);
    }

    /// <summary>Runs a statement whose parameters are <c>$0</c>, <c>$1</c> and so on, and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepared(sql, values).ExecuteNonQuery();

    /// <summary>The first row that a query finds, or null.</summary>
    public TRow? Find<TRow>(string sql, Func<SqliteDataReader, TRow> read, params ReadOnlySpan<object?> values)
        where TRow : class
    {
        using var rows = Prepared(sql, values).ExecuteReader();
        return rows.Read() ? read(rows) : null;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Prepared(string sql, ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = Create(sql, values.Length);
            commands.Add(sql, command);
        }

        for (var number = 0; number < values.Length; number++)
        {
            command.Parameters[number].Value = values[number] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand Create(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var number = 0; number < parameters; number++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
        }

        return command;
    }
}
