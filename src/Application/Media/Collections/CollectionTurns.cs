using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Collections;

/// <summary>Lets one unit of work of an owner at a time change what is counted or chosen over all of the owner's collections.</summary>
internal sealed class CollectionTurns(IQuotaLedger ledger)
{
    /// <summary>Waits for the owner's other turns; what is read afterwards stays so until the unit of work ends.</summary>
    public Task TakeAsync(UserId owner, CancellationToken cancellationToken) =>
        // Gives back nothing. What counts is the lock on a row that every owner has.
        ledger.ReleaseAsync(owner, QuotaType.ImageStorage, held: 0, cancellationToken);
}
