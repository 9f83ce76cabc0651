using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Passkeys;
using Picora.Domain.Documents;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;
using Picora.Domain.Media.Videos;
using Picora.Domain.Moderation;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>One answer of the server: its columns by name (null for an expression) and its rows.</summary>
internal sealed record ResultSet(IReadOnlyList<string?> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>Makes rows that the model can read, for whatever a statement selects.</summary>
internal sealed class PlausibleRows
{
    public static readonly PlausibleRows None = new(new Dictionary<string, (Func<object> Value, bool IsNullable)>(StringComparer.Ordinal));

    private static readonly string Hash = new('a', ContentHash.Length);

    private readonly IReadOnlyDictionary<string, (Func<object> Value, bool IsNullable)> columns;

    private PlausibleRows(IReadOnlyDictionary<string, (Func<object> Value, bool IsNullable)> columns) => this.columns = columns;

    public static PlausibleRows Of(IModel model, DateTimeOffset now) => new(model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
        .SelectMany(property => new[] { $"{property.DeclaringType.GetTableName()}.{property.GetColumnName()}", property.GetColumnName() }
            .Select(name => (Name: name, Property: property)))
        .DistinctBy(column => column.Name, StringComparer.Ordinal)
        .ToDictionary(column => column.Name, column => ((Func<object>)(() => Stored(column.Property, now)), column.Property.IsNullable), StringComparer.Ordinal));

    /// <summary>No row, one with nothing where there may be nothing, or one with everything; a count or a sum is none, or one.</summary>
    public IReadOnlyList<ResultSet> Answer(Statement statement, Choices choices) =>
        [.. statement.Parsed.Statements.Select(part => Answer(part, choices)).OfType<ResultSet>()];

    private ResultSet? Answer(TSqlStatement statement, Choices choices)
    {
        if (statement is DataModificationStatement modification)
        {
            var changed = modification is UpdateStatement { UpdateSpecification.OutputClause: not null } or DeleteStatement { DeleteSpecification.OutputClause: not null };
            return changed ? new ResultSet([null], choices.Next(2) == 0 ? [] : [[1]]) : null;
        }

        if ((statement as SelectStatement)?.QueryExpression is not QuerySpecification query || query.SelectElements[0] is not SelectScalarExpression)
        {
            return null;
        }

        var names = SelectedColumns.Of(query);
        var isSingle = query.FromClause is null || (query.GroupByClause is null && query.SelectElements.All(SelectedColumns.IsAggregate));
        return new ResultSet(names, Rows(names, isSingle, choices));
    }

    /// <param name="names">Of the columns, as <c>table.column</c> or <c>column</c>; null for an expression.</param>
    /// <param name="isSingle">Whether the answer always has one row, such as a count.</param>
    public IReadOnlyList<object?[]> Rows(IReadOnlyList<string?> names, bool isSingle, Choices choices)
    {
        if (isSingle)
        {
            object value = choices.Next(2);
            return [[.. names.Select(_ => value)]];
        }

        var options = names.Any(name => name is not null && columns.TryGetValue(name, out var known) && known.IsNullable) ? 3 : 2;
        var choice = choices.Next(options);
        return choice == 0 ? [] : [[.. names.Select(name => Value(name, full: choice == options - 1))]];
    }

    private object? Value(string? name, bool full) =>
        name is not null && columns.TryGetValue(name, out var known) ? (known.IsNullable && !full ? null : known.Value()) : 1;

    private static object Stored(IProperty property, DateTimeOffset now)
    {
        if (property.Name == nameof(UploadSession.Outcome))
        {
            // JSON.
            return "null";
        }

        var later = property.Name is nameof(RefreshToken.ExpiresAt) or nameof(Image.LeasedUntil);
        var value = Sample(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, later ? now.AddHours(1) : now.AddMinutes(-1));
        return property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
    }

    private static object Sample(Type type, DateTimeOffset instant) => type switch
    {
        _ when type == typeof(DateTimeOffset) => instant,
        _ when type == typeof(UserId) => new UserId(Scenarios.Id),
        _ when type == typeof(SessionId) => new SessionId(Scenarios.Id),
        _ when type == typeof(ApiKeyId) => new ApiKeyId(Scenarios.Id),
        _ when type == typeof(PasskeyId) => new PasskeyId(Scenarios.Id),
        _ when type == typeof(AuditEventId) => new AuditEventId(Scenarios.Id),
        _ when type == typeof(ReportId) => new ReportId(Scenarios.Id),
        _ when type == typeof(WatermarkTemplateId) => new WatermarkTemplateId(Scenarios.Id),
        _ when type == typeof(CollectionId) => CollectionId.FromStored(Scenarios.Id),
        _ when type == typeof(CollectionTypeId) => new CollectionTypeId(Scenarios.Id),
        _ when type == typeof(DocumentId) => DocumentId.FromStored(Scenarios.Id),
        _ when type == typeof(RevisionId) => RevisionId.FromStored(Scenarios.Id),
        _ when type == typeof(TextId) => new TextId(Scenarios.Id),
        _ when type == typeof(KnowledgeBaseId) => KnowledgeBaseId.FromStored(Scenarios.Id),
        _ when type == typeof(SortTitle) => SortTitle.Of("Title"),
        _ when type == typeof(SortName) => SortName.Of("Name"),
        _ when type == typeof(ResourceTypes) => ResourceTypes.All,
        _ when type == typeof(VideoId) => VideoId.FromStored(Scenarios.Id),
        _ when type == typeof(ImageId) => ImageId.FromStored(Scenarios.ImageId),
        _ when type == typeof(ObjectKey) => ObjectKey.NewOriginal(),
        _ when type == typeof(ContentHash) => ContentHash.Parse(Hash)!,
        _ when type == typeof(SecretHash) => SecretHash.FromStored(Hash),
        _ when type == typeof(EmailAddress) => EmailAddress.FromStored(Scenarios.Email),
        _ when type == typeof(DeliveryLayout) => new DeliveryLayout([LayoutSegment.Stored(0, 1)]),
        _ when type == typeof(AllowedReferers) => AllowedReferers.Create(["example.org"]).Value,
        _ when type == typeof(Plan) => Plan.Trial,
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
        _ when type == typeof(AllowedAddresses) => AllowedAddresses.FromStored("203.0.113.7"),
        _ when type == typeof(byte[]) => new byte[64],
        _ when type == typeof(string) => Scenarios.Id,
        _ when type == typeof(byte[]) => new byte[] { 1 },
        _ when type == typeof(bool) => true,
        _ => Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture),
    };
}
