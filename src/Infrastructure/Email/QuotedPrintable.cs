using System.Globalization;
using System.Text;

namespace Picora.Infrastructure.Email;

/// <summary>Text as quoted-printable (RFC 2045): lines of at most 76 ASCII characters, whatever the text.</summary>
internal static class QuotedPrintable
{
    private const int MaxLine = 76;

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            AppendLine(encoded, Encoding.UTF8.GetBytes(line));
            encoded.Append("\r\n");
        }

        return encoded.ToString();
    }

    private static void AppendLine(StringBuilder encoded, byte[] line)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var symbol = Symbol(line[i], isLast: i == line.Length - 1);

            // One column stays free for the mark that the line goes on.
            if (column + symbol.Length > MaxLine - 1)
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            encoded.Append(symbol);
            column += symbol.Length;
        }
    }

    private static string Symbol(byte value, bool isLast) => value switch
    {
        // Space at a line's end gets lost on the way.
        (byte)' ' or (byte)'\t' when !isLast => ((char)value).ToString(),
        > (byte)' ' and <= (byte)'~' when value != (byte)'=' => ((char)value).ToString(),
        _ => $"={value.ToString("X2", CultureInfo.InvariantCulture)}",
    };
}
