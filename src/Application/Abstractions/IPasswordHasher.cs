namespace Picora.Application.Abstractions;

/// <summary>Turns passwords into what may be stored.</summary>
public interface IPasswordHasher
{
    string Hash(string password);

    /// <summary>Checks a password. Takes as long for a null hash, which no password matches, as for a real one.</summary>
    PasswordMatch Verify(string? hash, string password);
}

public enum PasswordMatch
{
    No,
    Yes,

    /// <summary>Yes, but the hash was made at a lower cost than is configured now.</summary>
    YesWithOldHash,
}
