using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Resilience;

/// <summary>Has the server end the connection at hand at one step: before or after one of the commands and commits of a use case.</summary>
internal sealed class ConnectionCutter : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int? at;
    private bool isAfter;

    /// <summary>Commands and commits since the last use case began, those of its second attempt included.</summary>
    public int Steps { get; private set; }

    /// <param name="step">From 1; null for none.</param>
    public void Begin(int? step, bool after) => (at, isAfter, Steps) = (step, after, 0);

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(command.Connection);
        return result;
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        await AfterAsync(command.Connection);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(command.Connection);
        return result;
    }

    public override async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await AfterAsync(command.Connection);
        return result;
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(transaction.Connection);
        return result;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        AfterAsync(eventData.Context?.Database.GetDbConnection());

    private Task BeforeAsync(DbConnection? connection) => ++Steps == at && !isAfter ? CutAsync(connection) : Task.CompletedTask;

    private Task AfterAsync(DbConnection? connection) => Steps == at && isAfter ? CutAsync(connection) : Task.CompletedTask;

    private async Task CutAsync(DbConnection? connection)
    {
        at = null;
        var victim = (NpgsqlConnection)connection!;
        await using var other = new NpgsqlConnection(victim.ConnectionString);
        await other.OpenAsync();
        await using var end = new NpgsqlCommand($"SELECT pg_terminate_backend({victim.ProcessID}, 10000)", other);
        await end.ExecuteNonQueryAsync();
    }
}
