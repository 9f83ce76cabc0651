using System.Buffers;

namespace Picora.Domain.Uploads.Contracts;

/// <summary>The SHA-256 of a file's bytes, as 64 lower-case hexadecimal characters.</summary>
public readonly record struct ContentHash
{
    public const int Length = 64;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private ContentHash(string value) => Value = value;

    public string Value { get; }

    public static ContentHash FromBytes(ReadOnlySpan<byte> sha256) => new(Convert.ToHexStringLower(sha256));

    public static ContentHash? Parse(string? text) =>
        text is { Length: Length } && !text.AsSpan().ContainsAnyExcept(Hexadecimal) ? new ContentHash(text) : null;

    public static bool operator <(ContentHash left, ContentHash right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(ContentHash left, ContentHash right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}
