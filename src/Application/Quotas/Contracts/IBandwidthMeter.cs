using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>
/// Counts what media send out, per owner and UTC month. Counting is an addition in memory; what was counted is written every
/// <see cref="BandwidthOptions.FlushSeconds"/> and when the server stops. A server that is killed loses what it counted since the last time.
/// </summary>
public interface IBandwidthMeter
{
    /// <param name="type">A kind of bandwidth.</param>
    /// <param name="bytes">Of the body, as they were handed to the network.</param>
    void Count(UserId owner, QuotaType type, long bytes);
}
