using Microsoft.Data.Sqlite;
using Picora.Application.Accounts;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

internal sealed class SqliteApiKeyLookup(ReaderPool readers) : IApiKeyLookup
{
    internal const string Query = """
        SELECT k."Id", k."OwnerId", k."Scopes", k."ExpiresAt", k."RevokedAt", u."Plan", u."IsAdministrator", u."IsActive",
            k."AllowedIps", k."RotatedAt"
        FROM "api_keys" k JOIN "users" u ON u."Id" = k."OwnerId" WHERE k."Hash" = $0
        """;

    public ValueTask<KnownApiKey?> FindAsync(SecretHash hash, CancellationToken cancellationToken) =>
        ValueTask.FromResult(readers.Find(Query, Read, hash.Value));

    private static KnownApiKey Read(SqliteDataReader row) => new(
        new ApiKeyId(row.GetString(0)),
        new UserId(row.GetString(1)),
        (Scope)row.GetInt32(2),
        InstantAt(row, 3),
        InstantAt(row, 4),
        PlanNames.FromName(row.GetString(5))!.Value,
        row.GetBoolean(6),
        row.GetBoolean(7),
        row.IsDBNull(8) ? null : AllowedAddresses.FromStored(row.GetString(8)),
        InstantAt(row, 9));

    private static DateTimeOffset? InstantAt(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
