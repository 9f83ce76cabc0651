namespace Picora.Application.RateLimits.Contracts;

/// <summary>Which limit an operation counts under (contract section 5.1). Every operation names its own.</summary>
public enum RateTier
{
    /// <summary>Never limited: it says what the limits are, or sends bytes that are limited otherwise.</summary>
    None,

    /// <summary>Reads.</summary>
    Read,

    /// <summary>Changes, and whatever costs about as much.</summary>
    Mutation,

    /// <summary>Whatever brings something new in.</summary>
    Upload,

    /// <summary>Signing up, in and out.</summary>
    Auth,

    /// <summary>Exchanging an export token for a key (contract section 7.3).</summary>
    Exchange,
}
