using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Picora.Testing;

/// <summary>What an authenticator may do wrong, to see it refused.</summary>
public sealed record AuthenticatorFaults
{
    public string? Origin { get; init; }

    public string? Challenge { get; init; }

    public string? Domain { get; init; }

    public string? Type { get; init; }

    public string? UserHandle { get; init; }

    public bool UserVerified { get; init; } = true;

    public bool BrokenSignature { get; init; }

    /// <summary>Tells a count that was told before, as a copy of an authenticator does.</summary>
    public bool OldCount { get; init; }
}

/// <summary>An authenticator and its browser: makes one key pair (ES256) and signs with it, as WebAuthn has it (level 3, sections 6 and 7).</summary>
public sealed class SoftwareAuthenticator(string origin) : IDisposable
{
    private const byte UserPresent = 0x01, UserVerified = 0x04, AttestedData = 0x40;

    private static readonly AuthenticatorFaults None = new();

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private byte[] userHandle = [];
    private uint count;

    public string CredentialId => Base64Url.EncodeToString(id);

    /// <summary>Answers <c>navigator.credentials.create</c>.</summary>
    public JsonNode Create(JsonElement options, AuthenticatorFaults? faults = null)
    {
        var wrong = faults ?? None;
        userHandle = Base64Url.DecodeFromChars(options.GetProperty("user").Text("id"));
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        Write(writer, "fmt", text => text.WriteTextString("none"));
        Write(writer, "attStmt", map =>
        {
            map.WriteStartMap(0);
            map.WriteEndMap();
        });
        Write(writer, "authData", data => data.WriteByteString([.. Data(wrong.Domain ?? options.GetProperty("rp").Text("id"), wrong, AttestedData), .. Attested()]));
        writer.WriteEndMap();
        var clientData = ClientData("webauthn.create", options, wrong);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["attestationObject"] = Base64Url.EncodeToString(writer.Encode()),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers <c>navigator.credentials.get</c>.</summary>
    public JsonNode Get(JsonElement options, AuthenticatorFaults? faults = null)
    {
        var wrong = faults ?? None;
        count += wrong.OldCount ? 0u : 1u;
        var data = Data(wrong.Domain ?? options.Text("rpId"), wrong, 0);
        var clientData = ClientData("webauthn.get", options, wrong);
        var signature = key.SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        signature[^1] ^= wrong.BrokenSignature ? (byte)1 : (byte)0;
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = Base64Url.EncodeToString(wrong.UserHandle is { } other ? Encoding.UTF8.GetBytes(other) : userHandle),
        });
    }

    public void Dispose() => key.Dispose();

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = CredentialId,
        ["rawId"] = CredentialId,
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private byte[] ClientData(string type, JsonElement options, AuthenticatorFaults faults) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = faults.Type ?? type,
        challenge = faults.Challenge ?? options.Text("challenge"),
        origin = faults.Origin ?? origin,
        crossOrigin = false,
    });

    private byte[] Data(string domain, AuthenticatorFaults faults, byte flags)
    {
        var counted = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(counted, count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), (byte)(flags | UserPresent | (faults.UserVerified ? UserVerified : 0)), .. counted];
    }

    // The authenticator's model (none), the length of the id, the id, the key.
    private byte[] Attested() => [.. new byte[16], 0, (byte)id.Length, .. id, .. PublicKey()];

    private byte[] PublicKey()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            writer.WriteInt32(label);
            writer.WriteInt32(value);
        }

        writer.WriteInt32(-2);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(-3);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void Write(CborWriter writer, string name, Action<CborWriter> value)
    {
        writer.WriteTextString(name);
        value(writer);
    }
}
