using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>Which step of signing in a ticket waits for.</summary>
public enum TicketKind
{
    /// <summary>A first factor was proved; the second is asked for.</summary>
    SecondFactor,
    PasskeyCreation,
    PasskeyLogin,
    Oidc,
}

/// <summary>
/// A step of signing in that was begun and waits to be finished by whoever holds its secret: once, soon, and with few guesses. The secret
/// itself is nowhere but with the client.
/// </summary>
public sealed class Ticket
{
    public const int MaxStateLength = 1000;

    // For the database.
    private Ticket()
    {
    }

    public SecretHash Hash { get; private set; }

    public TicketKind Kind { get; private set; }

    /// <summary>Who is signing in; null where only the step's end says so.</summary>
    public UserId? UserId { get; private set; }

    /// <summary>What the beginning of the step tells its end.</summary>
    public string? State { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>How often somebody tried to finish the step.</summary>
    public int Guesses { get; private set; }

    public static Ticket Issue(string secret, TicketKind kind, UserId? userId, string? state, DateTimeOffset expiresAt) =>
        new() { Hash = SecretHash.Of(secret), Kind = kind, UserId = userId, State = state, ExpiresAt = expiresAt };
}
