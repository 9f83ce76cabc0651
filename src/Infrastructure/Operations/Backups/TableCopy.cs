using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Picora.Application.Abstractions.Operations;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>
/// Copies all rows of all tables from one engine to another. The tables and columns are those of the model, which is the same on every engine;
/// values travel as what they are stored as: texts, numbers, bytes.
/// </summary>
internal sealed class TableCopy(PicoraDbContext source, PicoraDbContext target, IProgress<OperationProgress> progress)
{
    // SQL Server takes 2,100 parameters per statement.
    private const int MaxParameters = 2000;

    private readonly ISqlGenerationHelper sourceNames = source.GetService<ISqlGenerationHelper>();
    private readonly ISqlGenerationHelper targetNames = target.GetService<ISqlGenerationHelper>();
    private long rows;

    /// <summary>The target's tables are emptied first. Everything happens in one transaction on either side.</summary>
    /// <param name="isolation">Of the source: one under which all reads see one moment.</param>
    /// <returns>The number of rows.</returns>
    public async Task<long> RunAsync(IsolationLevel isolation, CancellationToken cancellationToken)
    {
        await source.Database.OpenConnectionAsync(cancellationToken);
        await target.Database.OpenConnectionAsync(cancellationToken);
        await using var reading = await source.Database.GetDbConnection().BeginTransactionAsync(isolation, cancellationToken);
        await using var writing = await target.Database.GetDbConnection().BeginTransactionAsync(cancellationToken);
        var tables = InOrder(target.Model.GetRelationalModel());
        foreach (var table in tables.AsEnumerable().Reverse())
        {
            await using var command = Command(target, writing, $"DELETE FROM {targetNames.DelimitIdentifier(table.Name, table.Schema)}");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var table in tables)
        {
            await CopyAsync(table, reading, writing, cancellationToken);
        }

        await writing.CommitAsync(cancellationToken);
        return rows;
    }

    private async Task CopyAsync(ITable table, DbTransaction reading, DbTransaction writing, CancellationToken cancellationToken)
    {
        var columns = table.Columns.ToList();
        var list = string.Join(", ", columns.Select(column => sourceNames.DelimitIdentifier(column.Name)));
        await using var select = Command(source, reading, $"SELECT {list} FROM {sourceNames.DelimitIdentifier(table.Name, table.Schema)}");
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var (batch, most) = (new List<object?[]>(), MaxParameters / columns.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new object?[columns.Count];
            for (var at = 0; at < values.Length; at++)
            {
                values[at] = await reader.IsDBNullAsync(at, cancellationToken) ? null : reader.GetValue(at);
            }

            batch.Add(values);
            if (batch.Count == most)
            {
                await InsertAsync(table, columns, batch, writing, cancellationToken);
            }
        }

        await InsertAsync(table, columns, batch, writing, cancellationToken);
    }

    private async Task InsertAsync(
        ITable table, List<IColumn> columns, List<object?[]> batch, DbTransaction writing, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var list = string.Join(", ", columns.Select(column => targetNames.DelimitIdentifier(column.Name)));
        var values = batch.Select((_, row) => $"({string.Join(", ", columns.Select((_, at) => targetNames.GenerateParameterNamePlaceholder(Name(row, at))))})");
        await using var insert = Command(
            target, writing, $"INSERT INTO {targetNames.DelimitIdentifier(table.Name, table.Schema)} ({list}) VALUES {string.Join(", ", values)}");
        for (var row = 0; row < batch.Count; row++)
        {
            for (var at = 0; at < columns.Count; at++)
            {
                insert.Parameters.Add(Parameter(insert, columns[at], Name(row, at), batch[row][at]));
            }
        }

        await insert.ExecuteNonQueryAsync(cancellationToken);
        rows += batch.Count;
        batch.Clear();
        progress.Report(new OperationProgress("copying rows", rows, null, 0));
    }

    // Made by the mapping, so that also an absent value has the column's type; the value itself is in stored form already.
    private DbParameter Parameter(DbCommand command, IColumn column, string name, object? value)
    {
        var mapping = column.PropertyMappings[0].TypeMapping;
        var parameter = mapping.CreateParameter(command, targetNames.GenerateParameterName(name), null, nullable: true);
        var stored = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            _ when value.GetType() == stored => value,
            _ => Convert.ChangeType(value, stored, CultureInfo.InvariantCulture),
        };
        return parameter;
    }

    private static DbCommand Command(DbContext context, DbTransaction transaction, string sql)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }

    private static string Name(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"p{row}_{column}");

    // Those that others refer to come first.
    private static List<ITable> InOrder(IRelationalModel model)
    {
        var ordered = new List<ITable>();
        foreach (var table in model.Tables)
        {
            Add(table);
        }

        return ordered;

        void Add(ITable table)
        {
            if (ordered.Contains(table))
            {
                return;
            }

            foreach (var principal in table.ForeignKeyConstraints.Select(constraint => constraint.PrincipalTable).Where(principal => principal != table))
            {
                Add(principal);
            }

            ordered.Add(table);
        }
    }
}
