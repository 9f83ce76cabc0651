using System.Globalization;
using System.Security.Cryptography;
using Picora.Domain;

namespace Picora.Application.Uploads.Sessions;

/// <summary>The headers of a request that the tus protocol knows, as they were sent.</summary>
public sealed record TusHeaders
{
    public string? Resumable { get; init; }

    public string? Length { get; init; }

    public string? DeferLength { get; init; }

    public string? Offset { get; init; }

    public string? Metadata { get; init; }

    public string? Checksum { get; init; }

    public string? Concat { get; init; }

    public string? ContentType { get; init; }

    /// <summary>In bytes; null for a body that does not say.</summary>
    public long? ContentLength { get; init; }
}

/// <summary>What this server speaks of tus 1.0.0, and how it reads the headers.</summary>
public static class TusProtocol
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,termination,expiration,checksum";
    public const string ContentType = "application/offset+octet-stream";

    public static readonly Error WrongVersion = new(
        ErrorKind.PreconditionFailed, "TUS_VERSION_UNSUPPORTED", "Tus-Resumable names no version of the protocol that this server speaks");

    public static readonly Error WrongType = new(
        ErrorKind.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", $"The bytes of an upload are sent as {ContentType}");

    private static readonly Dictionary<string, HashAlgorithmName> Algorithms = new(StringComparer.Ordinal)
    {
        ["sha1"] = HashAlgorithmName.SHA1,
        ["sha256"] = HashAlgorithmName.SHA256,
    };

    public static string ChecksumAlgorithms => string.Join(',', Algorithms.Keys);

    /// <summary>Null for the version that this server speaks.</summary>
    internal static Error? RefuseVersion(this TusHeaders headers) =>
        string.Equals(headers.Resumable, Version, StringComparison.Ordinal) ? null : WrongVersion;

    internal static bool HasUpload(this TusHeaders headers) =>
        string.Equals(headers.ContentType?.Split(';')[0].Trim(), ContentType, StringComparison.OrdinalIgnoreCase);

    /// <summary>A number of bytes.</summary>
    internal static Result<long> ReadBytes(string name, string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : Malformed($"{name} is a number of bytes");

    internal static Result<IncomingBody> ReadBody(this TusHeaders headers, Stream content)
    {
        var body = new IncomingBody(content, headers.ContentLength);
        if (headers.Checksum is not { } text)
        {
            return body;
        }

        var digest = new byte[SHA512.HashSizeInBytes];
        return text.Trim().Split(' ') is [var name, var base64]
            && Algorithms.TryGetValue(name, out var algorithm)
            && Convert.TryFromBase64String(base64, digest, out var length)
            && length == LengthOf(algorithm)
                ? body with { Checksum = new Checksum(algorithm, digest[..length]) }
                : Malformed($"Upload-Checksum is one of {ChecksumAlgorithms}, a space, and the digest in Base64");
    }

    internal static Error Malformed(string message) => new(ErrorKind.BadRequest, "BAD_REQUEST", message);

    private static int LengthOf(HashAlgorithmName algorithm) =>
        algorithm == HashAlgorithmName.SHA1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes;
}
