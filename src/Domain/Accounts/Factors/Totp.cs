using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Picora.Domain.Accounts.Factors;

/// <summary>Time-based one-time passwords (RFC 6238) as authenticator apps make them: HMAC-SHA1, steps of 30 seconds, six digits.</summary>
public static class Totp
{
    public const int Digits = 6;
    public const int SecretBytes = 20;

    private const int StepSeconds = 30;

    // A clock may be a step off, either way (RFC 6238, 5.2).
    private const int Drift = 1;

    private const int Modulus = 1_000_000;

    /// <summary>160 random bits, the length of the function's output (RFC 4226, 4).</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The step that a code belongs to, if it is one of those about now. All of them are compared, in a time that says nothing.</summary>
    public static long? FindStep(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        var given = Encoding.UTF8.GetBytes(code);
        long? found = null;
        for (var step = current - Drift; step <= current + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(CodeOf(secret, step))))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The code of a step, counted since 1970.</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        // Not SHA-1 as a hash of messages: as a keyed function it stands, and apps know no other.
#pragma warning disable CA5350
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (truncated % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }
}
