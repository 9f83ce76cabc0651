using System.Globalization;
using System.Text;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Email;

/// <summary>Header fields of mails (RFC 5322), with text beyond ASCII as encoded words (RFC 2047).</summary>
internal static class MailHeaders
{
    private const int MaxLine = 76;

    // Of text in an encoded word: with its frame, in base64 and behind the header's name it stays within a line.
    private const int MaxWordBytes = 36;

    public static string Date(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    public static string MessageId(MailMessage message, string from) => $"<{message.Id}@{from.Split('@')[^1]}>";

    /// <summary>A header's value, folded where it needs several encoded words.</summary>
    public static string Encode(string name, string text) => IsPlain(text) && name.Length + 2 + text.Length <= MaxLine
        ? text
        : string.Join("\r\n ", Words(text).Select(word => $"=?utf-8?B?{Convert.ToBase64String(word)}?="));

    // Anything but printable ASCII is encoded, so that no text can add a header; so is what looks like an encoded word itself.
    private static bool IsPlain(string text) => text.All(letter => letter is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    private static IEnumerable<byte[]> Words(string text)
    {
        var word = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > MaxWordBytes)
            {
                yield return [.. word];
                word.Clear();
            }

            word.AddRange(bytes);
        }

        yield return [.. word];
    }
}
