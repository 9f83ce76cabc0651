namespace Picora.Domain.Documents;

/// <summary>What a document is written in; its file name's ending decides.</summary>
public enum DocumentFormat
{
    Markdown,
    Typst,
}

public static class DocumentFormats
{
    /// <summary>Null for an ending that no document has.</summary>
    public static DocumentFormat? OfFile(string? fileName) => Path.GetExtension(fileName)?.ToLowerInvariant() switch
    {
        ".md" or ".markdown" => DocumentFormat.Markdown,
        ".typ" => DocumentFormat.Typst,
        _ => null,
    };

    /// <summary>As clients know it.</summary>
    public static string ToName(this DocumentFormat format) => format == DocumentFormat.Typst ? "typst" : "markdown";

    public static string ToContentType(this DocumentFormat format) => $"text/{format.ToName()}; charset=utf-8";
}
