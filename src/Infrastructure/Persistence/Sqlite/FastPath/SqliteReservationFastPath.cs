using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

internal sealed class SqliteReservationFastPath(GroupCommitWriter writer, UploadStatements statements, IPlanCatalog plans) : IReservationFastPath
{
    public Task<bool> TryReserveAsync(UploadReservation reservation, Plan plan)
    {
        if (plan == Plan.None)
        {
            return Task.FromResult(false);
        }

        var limit = plans.For(plan).LimitOf(reservation.Quota);
        return writer.TryAsync(connection => UploadStatements.TryHold(connection, reservation, limit) && statements.TryAdd(connection, reservation));
    }
}
