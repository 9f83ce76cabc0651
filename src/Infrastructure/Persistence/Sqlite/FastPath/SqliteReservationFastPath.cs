using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

internal sealed class SqliteReservationFastPath(GroupCommitWriter writer, UploadStatements statements, IPlanCatalog plans, TimeProvider time) : IReservationFastPath
{
    public Task<bool> TryReserveAsync(UploadReservation reservation, Plan plan)
    {
        if (plan == Plan.None)
        {
            return Task.FromResult(false);
        }

        var terms = QuotaTerms.Of(plans.For(plan), reservation.Quota);
        var now = time.GetUtcNow();
        return writer.TryAsync(connection => UploadStatements.TryHold(connection, reservation, terms, now) && statements.TryAdd(connection, reservation));
    }
}
