using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>
/// Turns passwords into what may be stored. That is much work on purpose, so only so many are worked on at once.
/// </summary>
public interface IPasswordHasher
{
    /// <summary>For people who have proved who they are: waits for its turn, however long that takes.</summary>
    Task<string> HashAsync(string password, CancellationToken cancellationToken);

    /// <summary>
    /// Checks a password. Takes as long for a null hash, which no password matches, as for a real one. When too many wait already:
    /// <c>SIGN_IN_BUSY</c>.
    /// </summary>
    Task<Result<PasswordMatch>> VerifyAsync(string? hash, string password, CancellationToken cancellationToken);
}

public enum PasswordMatch
{
    No,
    Yes,

    /// <summary>Yes, but the hash was made at a lower cost than is configured now.</summary>
    YesWithOldHash,
}
