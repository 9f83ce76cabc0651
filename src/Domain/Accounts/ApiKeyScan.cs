namespace Picora.Domain.Accounts;

/// <summary>Something in a text that looks like an API key.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Key">Null when its checksum is wrong: nobody ever issued it.</param>
/// <param name="Masked">What may be shown of it.</param>
public readonly record struct FoundKey(int Line, ApiKeySecret? Key, string Masked);

/// <summary>Finds API keys in texts, without asking anybody.</summary>
public static class ApiKeyScan
{
    public static IEnumerable<FoundKey> Find(string line, int number)
    {
        for (var at = 0; (at = line.IndexOf(ApiKeySecret.Start, at, StringComparison.Ordinal)) >= 0; at += ApiKeySecret.Start.Length)
        {
            if (at + ApiKeySecret.Length > line.Length || !EndsAt(line, at + ApiKeySecret.Length))
            {
                continue;
            }

            var text = line.Substring(at, ApiKeySecret.Length);
            if (text.AsSpan(ApiKeySecret.Start.Length).IndexOfAnyExcept(NanoId.Symbols) < 0)
            {
                yield return new FoundKey(number, ApiKeySecret.Parse(text), $"{text[..ApiKeySecret.PrefixLength]}…{text[^ApiKeySecret.LastLength..]}");
            }
        }
    }

    // A longer run of the alphabet is something else.
    private static bool EndsAt(string line, int end) => end == line.Length || !NanoId.Symbols.Contains(line[end]);
}
