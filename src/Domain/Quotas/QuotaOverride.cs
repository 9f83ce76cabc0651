using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Domain.Quotas;

/// <summary>A limit that an administrator has set for one person in the plan's stead, higher or lower, for good or for a while.</summary>
public sealed class QuotaOverride
{
    public const int MaxNoteLength = 200;

    // For the database.
    private QuotaOverride()
    {
    }

    public UserId OwnerId { get; private set; }

    public QuotaType Type { get; private set; }

    /// <summary>In the quota's own unit.</summary>
    public long Limit { get; private set; }

    /// <summary>From this instant on the plan counts again; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Why, for other administrators.</summary>
    public string? Note { get; private set; }

    /// <summary>The administrator.</summary>
    public UserId SetBy { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    public static QuotaOverride Create(UserId ownerId, QuotaType type, UserId setBy, DateTimeOffset now) =>
        new() { OwnerId = ownerId, Type = type, SetBy = setBy, SetAt = now };

    public Result<Success> Set(long limit, DateTimeOffset? expiresAt, string? note)
    {
        if (limit < 0)
        {
            return Error.Validation("quotas", "A limit is not negative.");
        }

        if (note?.Length > MaxNoteLength)
        {
            return Error.Validation("quotas", $"A note has at most {MaxNoteLength} characters.");
        }

        (Limit, ExpiresAt, Note) = (limit, expiresAt, note);
        return Success.Value;
    }
}
