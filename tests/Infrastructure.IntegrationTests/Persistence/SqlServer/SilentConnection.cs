using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>A connection that leads nowhere.</summary>
internal sealed class SilentConnection(SilentServer server) : DbConnection
{
    private ConnectionState state;

    [AllowNull]
    public override string ConnectionString { get; set; } = string.Empty;

    public override string Database => "picora";

    public override string DataSource => "nowhere";

    public override string ServerVersion => "16.00.0000";

    public override ConnectionState State => state;

    public override void Open() => state = ConnectionState.Open;

    public override void Close() => state = ConnectionState.Closed;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new SilentTransaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new SilentCommand(server) { Connection = this };
}

internal sealed class SilentTransaction(DbConnection connection, IsolationLevel isolationLevel) : DbTransaction
{
    public override IsolationLevel IsolationLevel => isolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit()
    {
    }

    public override void Rollback()
    {
    }
}

/// <summary>A command with real parameters, because the provider sets them up by their real type.</summary>
internal sealed class SilentCommand(SilentServer server) : DbCommand
{
    private readonly SqlCommand parameters = new();

    [AllowNull]
    public override string CommandText { get; set; } = string.Empty;

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection => parameters.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        server.Note(CommandText);
        return server.Choices.Next(2);
    }

    public override object? ExecuteScalar()
    {
        server.Note(CommandText);
        return server.Choices.Next(2) == 0 ? null : 1;
    }

    protected override DbParameter CreateDbParameter() => parameters.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        new SilentReader(server.Rows.Answer(server.Note(CommandText), server.Choices));
}
