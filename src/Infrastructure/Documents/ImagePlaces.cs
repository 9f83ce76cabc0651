using System.Net;
using Markdig.Syntax;
using Picora.Application.Documents;

namespace Picora.Infrastructure.Documents;

/// <summary>
/// Collects where addresses of pictures stand. A stretch counts only when the text has exactly the address there, so a parser that errs costs a
/// picture, never a letter.
/// </summary>
/// <param name="text">Without a byte order mark.</param>
internal sealed class ImagePlaces(string text)
{
    private readonly SortedDictionary<int, (int Length, string Address)> places = [];

    /// <param name="stretch">Where the parser says that the address is.</param>
    /// <param name="whole">Where the whole element is.</param>
    public void Add(string? address, SourceSpan stretch, SourceSpan whole)
    {
        if (string.IsNullOrEmpty(address))
        {
            return;
        }

        if (IsWithin(stretch) && Strip(stretch) is var (start, length) && text.AsSpan(start, length).SequenceEqual(address))
        {
            places[start] = (length, address);
        }
        else if (IsWithin(whole) && FindOnce(address, whole) is { } found)
        {
            places[found] = (address.Length, address);
        }
    }

    /// <summary>Adds those of the <c>img</c> elements in a stretch of HTML.</summary>
    /// <returns>Their addresses.</returns>
    public List<string> AddTags(SourceSpan stretch)
    {
        if (!IsWithin(stretch))
        {
            return [];
        }

        var addresses = new List<string>();
        foreach (var (start, length) in HtmlImages.Find(text.AsSpan(stretch.Start, stretch.Length)))
        {
            var address = WebUtility.HtmlDecode(text.Substring(stretch.Start + start, length)).Trim();
            addresses.Add(address);
            places[stretch.Start + start] = (length, address);
        }

        return addresses;
    }

    /// <param name="offset">What stands before the text.</param>
    public List<ImagePlace> InOrder(int offset)
    {
        var (ordered, line, end) = (new List<ImagePlace>(places.Count), 1, 0);
        foreach (var (start, (length, address)) in places)
        {
            // One within another would be replaced with it.
            if (start >= end)
            {
                line += text.AsSpan(end, start - end).Count('\n');
                ordered.Add(new ImagePlace(address, start + offset, length, line));
                line += text.AsSpan(start, length).Count('\n');
                end = start + length;
            }
        }

        return ordered;
    }

    private bool IsWithin(SourceSpan span) => span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= text.Length;

    private (int Start, int Length) Strip(SourceSpan span) =>
        text[span.Start] == '<' && span.Length > 2 && text[span.End] == '>' ? (span.Start + 1, span.Length - 2) : (span.Start, span.Length);

    private int? FindOnce(string address, SourceSpan whole)
    {
        var stretch = text.AsSpan(whole.Start, whole.Length);
        var first = stretch.IndexOf(address, StringComparison.Ordinal);
        return first >= 0 && stretch[(first + 1)..].IndexOf(address, StringComparison.Ordinal) < 0 ? whole.Start + first : null;
    }
}
