using System.Text;

namespace Picora.Domain.Documents;

/// <summary>Counts words as people of all scripts do: letters and digits in a row are one; of the scripts without spaces, each character is.</summary>
public static class Words
{
    private const int Apostrophe = '\'';
    private const int CurlyApostrophe = 0x2019;

    public static int Count(ReadOnlySpan<char> text)
    {
        var (count, within) = (0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (StandsAlone(rune.Value))
            {
                count++;
                within = false;
                continue;
            }

            var belongs = Rune.IsLetterOrDigit(rune) || (within && (IsMark(rune) || rune.Value is Apostrophe or CurlyApostrophe or '_' or '-'));
            count += belongs && !within ? 1 : 0;
            within = belongs;
        }

        return count;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // Kana, CJK ideographs with their extensions and compatibility forms. Korean is written with spaces.
    private static bool StandsAlone(int value) => value
        is (>= 0x3041 and <= 0x30FF and not 0x30FB and not 0x30FC) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or 0x3005 or 0x3007 or (>= 0xFF66 and <= 0xFF9D) or (>= 0x20000 and <= 0x3FFFD);
}
