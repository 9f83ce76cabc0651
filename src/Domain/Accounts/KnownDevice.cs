using System.Buffers.Text;
using System.Security.Cryptography;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>A browser or program from which a person has signed in before, known by a cookie that it keeps.</summary>
public sealed class KnownDevice
{
    /// <summary>The length of a device's token.</summary>
    public const int TokenLength = 43;

    // For the database.
    private KnownDevice()
    {
    }

    public SecretHash TokenHash { get; private set; }

    public UserId UserId { get; private set; }

    /// <summary>What could be told of the device without its cookie when it was first met: which program it is and which network it was in.</summary>
    public SecretHash Fingerprint { get; private set; }

    public DateTimeOffset FirstSeenAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>What the device keeps: 256 random bits.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static KnownDevice Meet(SecretHash tokenHash, UserId userId, SecretHash fingerprint, DateTimeOffset now) =>
        new() { TokenHash = tokenHash, UserId = userId, Fingerprint = fingerprint, FirstSeenAt = now, LastSeenAt = now };

    public void MeetAgain(DateTimeOffset now) => LastSeenAt = now;
}
