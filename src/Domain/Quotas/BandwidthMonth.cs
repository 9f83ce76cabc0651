using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Domain.Quotas;

/// <summary>What one person's media sent out in one month. Changed by single atomic statements; the entity is for reading and for the month's first bytes.</summary>
public sealed class BandwidthMonth
{
    private BandwidthMonth(UserId ownerId, QuotaType type, int month, long bytes)
    {
        OwnerId = ownerId;
        Type = type;
        Month = month;
        Bytes = bytes;
    }

    public UserId OwnerId { get; private set; }

    public QuotaType Type { get; private set; }

    /// <summary>A UTC month as yyyymm.</summary>
    public int Month { get; private set; }

    public long Bytes { get; private set; }

    public static BandwidthMonth Begin(UserId ownerId, QuotaType type, int month, long bytes) => new(ownerId, type, month, bytes);
}
