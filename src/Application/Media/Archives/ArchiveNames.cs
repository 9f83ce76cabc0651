using System.Collections.Frozen;
using System.Globalization;
using Picora.Domain.Media;

namespace Picora.Application.Media.Archives;

/// <summary>Names for the files of one archive: safe to unpack on every system, and no two alike on one that does not tell case.</summary>
internal sealed class ArchiveNames
{
    private const int MaxStem = 180;
    private const char Stand = '_';

    // Devices on Windows, whatever extension follows.
    private static readonly FrozenSet<string> Devices = new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" }
        .Concat(Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<char> Forbidden = "<>:\"/\\|?*".ToFrozenSet();

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> doubles = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="fileName">As a client called the file.</param>
    /// <param name="format">What it is.</param>
    public string Next(string fileName, ImageFormat format)
    {
        var safe = string.Concat(fileName.Select(letter => char.IsControl(letter) || Forbidden.Contains(letter) ? Stand : letter)).TrimEnd(' ', '.');
        var extension = Path.GetExtension(safe);
        var keeps = ImageFilter.ParseFormat(extension.TrimStart('.')) == format && extension.Length > 1;
        var (stem, end) = keeps ? (safe[..^extension.Length], extension) : (safe, $".{format.Extension()}");
        return Unique(Shorten(stem), end);
    }

    private string Unique(string stem, string extension)
    {
        var name = stem + extension;
        while (!taken.Add(name))
        {
            var number = doubles.GetValueOrDefault(stem + extension, 1) + 1;
            doubles[stem + extension] = number;
            name = string.Create(CultureInfo.InvariantCulture, $"{stem} ({number}){extension}");
        }

        return name;
    }

    private static string Shorten(string stem)
    {
        var length = Math.Min(stem.Length, MaxStem);
        var text = stem[..(length < stem.Length && char.IsHighSurrogate(stem[length - 1]) ? length - 1 : length)].Trim(' ', '.');
        return text.Length == 0 ? "image" : Devices.Contains(text.Split('.')[0].Trim()) ? Stand + text : text;
    }
}
