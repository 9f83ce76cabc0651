namespace Picora.Application.RateLimits.Contracts;

/// <summary>What is counted, each by itself. The names are stored: a new member gets a name that was never there.</summary>
public enum RateCounter
{
    Read,
    Mutation,
    Upload,
    Auth,

    /// <summary>Everything that somebody without a credential asks for, but <see cref="Auth"/>.</summary>
    Anonymous,

    /// <summary>Everything together, per hour.</summary>
    Hour,

    /// <summary>Everything together on a surface whose limits are the plan's, per hour.</summary>
    PlanCalls,

    /// <summary>Uploads on such a surface, per hour.</summary>
    PlanUploads,

    /// <summary>Pictures made to be looked at once.</summary>
    Preview,

    /// <summary>Pictures made to measure that were not kept yet.</summary>
    ColdTransform,

    /// <summary>Export tokens that are exchanged, per minute.</summary>
    Exchange,

    /// <summary>The same per hour.</summary>
    ExchangeHour,

    /// <summary>Reports of things that should not be there.</summary>
    Report,
}

public enum RateSubjectKind
{
    /// <summary>An account, over all its sessions.</summary>
    Account,

    /// <summary>One API key.</summary>
    Key,

    /// <summary>An IPv4 address, or the /64 network of an IPv6 one.</summary>
    Network,

    /// <summary>A network from where a credential came that does not count. Counted by each node for itself: a forgery touches no database.</summary>
    Refused,
}

/// <summary>Whom something is counted for.</summary>
public readonly record struct RateSubject(RateSubjectKind Kind, string Id);

/// <summary>What is counted for whom.</summary>
public readonly record struct RateKey(RateSubject Subject, RateCounter Counter);

/// <summary>How often something may happen in a window. Windows begin with the clock's full minutes or hours, UTC, so all nodes agree on them.</summary>
/// <param name="Limit">0 lets nothing happen.</param>
/// <param name="Window">Divides a day without a rest.</param>
public sealed record RateRule(RateCounter Counter, int Limit, TimeSpan Window)
{
    public static RateRule PerMinute(RateCounter counter, int limit) => new(counter, limit, TimeSpan.FromMinutes(1));

    public static RateRule PerHour(RateCounter counter, int limit) => new(counter, limit, TimeSpan.FromHours(1));
}
