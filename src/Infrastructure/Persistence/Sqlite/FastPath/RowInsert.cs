using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

/// <summary>The INSERT of one entity, read off the model: a column that the model gains is written here, too.</summary>
internal sealed class RowInsert<TEntity>
    where TEntity : class
{
    private readonly string sql;
    private readonly Func<object, object?>[] columns;

    public RowInsert(IModel model)
    {
        var entity = model.FindEntityType(typeof(TEntity)) ?? throw new InvalidOperationException($"The model lacks {typeof(TEntity).Name}.");
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        var properties = entity.GetProperties().ToArray();
        var names = properties.Select(property => $"\"{property.GetColumnName(table)}\"");
        sql = $"""
            INSERT OR IGNORE INTO "{table.Name}" ({string.Join(", ", names)})
            VALUES ({string.Join(", ", Enumerable.Range(0, properties.Length).Select(number => $"${number}"))})
            """;
        columns = [.. properties.Select(Reader)];
    }

    /// <summary>False when a unique index has such a row already.</summary>
    public bool TryExecute(PreparedConnection connection, TEntity row) =>
        connection.Execute(sql, Array.ConvertAll(columns, read => read(row))) == 1;

    private static Func<object, object?> Reader(IProperty property)
    {
        var getter = property.GetGetter();
        return property.GetTypeMapping().Converter is { } converter
            ? row => getter.GetClrValue(row) is { } value ? converter.ConvertToProvider(value) : null
            : getter.GetClrValue;
    }
}
