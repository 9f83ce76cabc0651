using System.Globalization;
using Picora.Domain;
using Picora.Domain.Documents;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Documents.Writing;

/// <summary>What a text and its sender say of a document, put together: what the sender says counts first, then the text's head, then the text.</summary>
internal sealed class DocumentDraft
{
    private const char ByteOrderMark = '\uFEFF';

    private DocumentDraft(string fileName, DocumentFormat format, string text, FrontMatter head)
    {
        FileName = fileName;
        Format = format;
        Text = text;
        Head = head;
    }

    public string FileName { get; }

    public DocumentFormat Format { get; }

    /// <summary>As it came.</summary>
    public string Text { get; }

    public FrontMatter Head { get; }

    /// <summary>Null for a text that is not looked into.</summary>
    public MarkdownOutline? Outline { get; private init; }

    public int Words => Outline?.Words ?? Domain.Documents.Words.Count(Text);

    public int Images => Outline?.Images.Count ?? 0;

    public int OwnImages => Outline?.Places.Count(place => DataUri.IsOne(place.Address)) ?? 0;

    /// <param name="fileName">Valid, and hostile until normalised.</param>
    public static DocumentDraft Read(string fileName, string text, IMarkdownReader markdown)
    {
        var name = FileNames.Normalise(fileName, string.Empty);
        var format = DocumentFormats.OfFile(name) ?? DocumentFormat.Markdown;
        return format == DocumentFormat.Typst
            ? new DocumentDraft(name, format, text, FrontMatter.None)
            : new DocumentDraft(name, format, text, FrontMatter.Read(text.TrimStart(ByteOrderMark))) { Outline = markdown.Read(text) };
    }

    /// <param name="given">What the sender says; empty says nothing.</param>
    public string TitleOr(string? given) =>
        Clean(given) ?? Clean(Head.Title) ?? Clean(Outline?.Heading) ?? Clean(Path.GetFileNameWithoutExtension(FileName)) ?? FileName;

    /// <param name="given">Valid.</param>
    public string TagsOr(IReadOnlyList<string>? given) => given is null ? TagLine.WriteSome(Head.Tags) : TagLine.Write(given).Value;

    /// <summary>Sentences on pictures that can be seen on the sender's machine only, and on a text that was not looked into.</summary>
    public IReadOnlyList<string> Warnings()
    {
        if (Format == DocumentFormat.Markdown && Outline is null)
        {
            return ["The Markdown is nested too deeply, or has too many brackets, to be looked into: it was stored as it is."];
        }

        return
        [
            .. (Outline?.Places ?? []).Where(place => !DataUri.IsOne(place.Address) && IsLocal(place.Address))
                .Select(place => string.Create(
                    CultureInfo.InvariantCulture, $"The picture in line {place.Line} was left as it is: {Shorten(place.Address)} is not on the web.")),
        ];
    }

    private static bool IsLocal(string address) => !InlineImages.IsOnTheWeb(address) && !address.StartsWith("//", StringComparison.Ordinal);

    private static string Shorten(string address) => address.Length <= 80 ? address : address[..80] + "…";

    /// <summary>One line, not too long; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = string.Join(' ', text.Split(text.Where(sign => char.IsControl(sign) || char.IsWhiteSpace(sign)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries));
        var end = Math.Min(line.Length, Document.MaxTitleLength);
        return line.Length == 0 ? null : line[..(end < line.Length && char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)];
    }
}
