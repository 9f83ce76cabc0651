using System.Buffers;
using System.Security.Cryptography;

namespace Picora.Domain;

/// <summary>Random, URL-safe ids: 64 symbols, so each of the CSPRNG's bytes yields one symbol without bias.</summary>
public static class NanoId
{
    /// <summary>The length of an image's id.</summary>
    public const int Short = 11;

    /// <summary>The length of every other id.</summary>
    public const int Long = 21;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    public static readonly SearchValues<char> Symbols = SearchValues.Create(Alphabet);

    public static string New(int length = Long)
    {
        Span<byte> random = stackalloc byte[length];
        RandomNumberGenerator.Fill(random);
        Span<char> id = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            id[i] = Alphabet[random[i] & 63];
        }

        return new string(id);
    }

    public static bool IsValid(ReadOnlySpan<char> text, int length) =>
        text.Length == length && !text.ContainsAnyExcept(Symbols);
}
