using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>How much of a month's bandwidth has gone out.</summary>
public enum BandwidthState
{
    /// <summary>Up to <see cref="BandwidthOptions.DegradedPercent"/> of the limit, or there is none.</summary>
    Ok,

    /// <summary>More than that: videos go out in their smallest size.</summary>
    Degraded,

    /// <summary>More than <see cref="BandwidthOptions.SuspendedPercent"/>: videos do not go out.</summary>
    Suspended,
}

/// <summary>
/// Who is past the bandwidth of this UTC month. Answered from memory, for every request; brought up to date with each write of the bandwidth
/// (<see cref="BandwidthOptions.FlushSeconds"/>), those of other nodes included. A month's first request finds everybody ok.
/// </summary>
public interface IBandwidthStates
{
    /// <param name="type">A kind of bandwidth.</param>
    BandwidthState Of(UserId owner, QuotaType type);
}
