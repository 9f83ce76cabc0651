using Microsoft.EntityFrameworkCore;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads;

/// <summary>Asks whether objects may be removed now.</summary>
internal static class ObjectHolds
{
    public static Task<bool> AreHeldAsync(this IQueryable<ObjectHold> holds, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return holds.AnyAsync(hold => hold.Until > now, cancellationToken);
    }
}
