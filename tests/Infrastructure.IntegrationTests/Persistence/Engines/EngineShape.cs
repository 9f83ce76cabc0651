using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Engines;

/// <summary>What has to be alike on all engines, as lines of text: the migrations by name, and the tables with all but their columns' types.</summary>
internal sealed record EngineShape(string Engine, IReadOnlyList<string> Migrations, IReadOnlyList<string> Model)
{
    public static EngineShape Of(PicoraDbContext db)
    {
        var model = db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        return new EngineShape(
            db.GetType().Name.Replace("PicoraDbContext", string.Empty, StringComparison.Ordinal),
            [.. db.Database.GetMigrations().Select(migration => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..])],
            [.. model.Tables.SelectMany(Describe)]);
    }

    /// <summary>What one engine lacks that another one has; nothing when they are equal.</summary>
    public static IEnumerable<string> Differences(IReadOnlyCollection<EngineShape> engines)
    {
        foreach (var one in engines)
        {
            foreach (var other in engines.Where(engine => engine != one))
            {
                var lacking = other.Migrations.Except(one.Migrations, StringComparer.Ordinal).Select(name => $"migration {name}")
                    .Concat(other.Model.Except(one.Model, StringComparer.Ordinal)).ToList();
                foreach (var missing in lacking)
                {
                    yield return $"{one.Engine} lacks what {other.Engine} has: {missing}";
                }

                if (lacking.Count == 0 && one.Migrations.Count == other.Migrations.Count && !one.Migrations.SequenceEqual(other.Migrations, StringComparer.Ordinal))
                {
                    yield return $"{one.Engine} applies its migrations in another order than {other.Engine}";
                }
            }
        }
    }

    private static IEnumerable<string> Describe(ITable table)
    {
        foreach (var column in table.Columns)
        {
            var property = column.PropertyMappings[0].Property;
            var length = property.GetMaxLength() is { } most ? $" of {most}" : string.Empty;
            yield return $"column {table.Name}.{column.Name}{length}{(column.IsNullable ? " or null" : string.Empty)}, default {property.GetDefaultValue() ?? "none"}";
        }

        foreach (var key in table.UniqueConstraints)
        {
            yield return $"key of {table.Name}: {Names(key.Columns)}{(key.GetIsPrimaryKey() ? ", primary" : string.Empty)}";
        }

        foreach (var index in table.Indexes)
        {
            yield return $"index of {table.Name}: {Names(index.Columns)}{(index.IsUnique ? ", unique" : string.Empty)}, where {Filter(index)}";
        }

        foreach (var reference in table.ForeignKeyConstraints)
        {
            yield return $"reference of {table.Name}: {Names(reference.Columns)} to {reference.PrincipalTable.Name}: {Names(reference.PrincipalColumns)}, {reference.OnDeleteAction}";
        }
    }

    // On SQL Server two rows without a value are equal for a unique index, unless it leaves them out, as the others do by themselves.
    private static string Filter(ITableIndex index)
    {
        var present = string.Join(" AND ", index.Columns.Where(column => column.IsNullable).Select(column => $"[{column.Name}] IS NOT NULL"));
        return index.Filter is { } filter && !(index.IsUnique && string.Equals(filter, present, StringComparison.Ordinal)) ? filter : "any";
    }

    private static string Names(IEnumerable<IColumn> columns) => string.Join(", ", columns.Select(column => column.Name));
}
