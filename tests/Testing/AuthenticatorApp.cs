using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;

namespace Picora.Testing;

/// <summary>An app that shows codes for a second factor, as people have it on their telephones.</summary>
public sealed class AuthenticatorApp(PicoraServer server, string secret)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    private readonly byte[] key = Decode(secret);

    /// <summary>What the app shows now, by the server's clock.</summary>
    public string Code => CodeOf(Step);

    /// <summary>A code that no step about now has.</summary>
    public string WrongCode => Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 6))
        .First(code => Enumerable.Range(-3, 7).All(drift => CodeOf(Step + drift) != code));

    private long Step => server.Clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;

    /// <summary>Sets an app up for somebody. Its codes go on with the next step: the first one is used.</summary>
    /// <param name="password">The person's; null for one who has none.</param>
    public static async Task<(AuthenticatorApp App, IReadOnlyList<string> RecoveryCodes)> SetUpAsync(PicoraServer server, TestUser user, string? password = null)
    {
        var begun = await (await user.Http.PostAsJsonAsync("/v1/user/me/totp", new { password })).DataAsync(HttpStatusCode.Created);
        var app = new AuthenticatorApp(server, begun.Text("secret"));
        var confirmed = await (await user.Http.PostAsJsonAsync("/v1/user/me/totp/confirm", new { code = app.Code })).DataAsync();
        app.Wait();
        return (app, [.. confirmed.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    /// <summary>Lets two steps go by, so that the app shows a code that is new whatever was used before.</summary>
    public void Wait() => server.Clock.Advance(TimeSpan.FromSeconds(2 * StepSeconds));

    private string CodeOf(long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // what apps use
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string text)
    {
        var bits = string.Concat(text.Select(symbol => Convert.ToString(Alphabet.IndexOf(symbol, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }
}
