using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions.Operations;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.Operations;

internal sealed class DatabaseClock(PicoraDbContext db, IOptions<DatabaseOptions> options) : IDatabaseClock
{
    public async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken)
    {
        FormattableString? question = options.Value.Engine switch
        {
            DatabaseEngine.Postgres => $"SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint) AS \"Value\"",
            DatabaseEngine.SqlServer => $"SELECT DATEDIFF_BIG(ms, '1970-01-01', SYSUTCDATETIME()) AS [Value]",
            _ => null,
        };
        return question is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(await db.Database.SqlQuery<long>(question).SingleAsync(cancellationToken));
    }
}
