using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Domain.Quotas;

/// <summary>
/// How much of one quota a person uses. Changed by single atomic statements only, in the transaction of the row that they pay for;
/// the entity is for reading and for opening the account.
/// </summary>
public sealed class QuotaAccount
{
    private const int Hundred = 100;

    private QuotaAccount(UserId ownerId, QuotaType type)
    {
        OwnerId = ownerId;
        Type = type;
    }

    public UserId OwnerId { get; private set; }

    public QuotaType Type { get; private set; }

    /// <summary>What is there: bytes of stored media, or a number of things.</summary>
    public long Used { get; private set; }

    /// <summary>What uploads in flight hold.</summary>
    public long Reserved { get; private set; }

    /// <summary>How many things the used amount belongs to.</summary>
    public long Items { get; private set; }

    /// <summary>The UTC day that <see cref="DayCount"/> is about, as yyyymmdd. Never goes back, whatever a node's clock says.</summary>
    public int Day { get; private set; }

    public int DayCount { get; private set; }

    /// <summary>The UTC month that <see cref="MonthCount"/> is about, as yyyymm. Never goes back.</summary>
    public int Month { get; private set; }

    public int MonthCount { get; private set; }

    public static QuotaAccount Open(UserId ownerId, QuotaType type) => new(ownerId, type);

    public static int DayOf(DateTimeOffset instant) => (MonthOf(instant) * Hundred) + instant.UtcDateTime.Day;

    public static int MonthOf(DateTimeOffset instant) => (instant.UtcDateTime.Year * Hundred) + instant.UtcDateTime.Month;

    public int UploadsOn(DateTimeOffset now) => Day >= DayOf(now) ? DayCount : 0;

    public int UploadsInMonth(DateTimeOffset now) => Month >= MonthOf(now) ? MonthCount : 0;
}
