using System.Text;
using System.Xml;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>Writes a drawing anew from what <see cref="SvgVocabulary"/> allows of it. Not for two drawings at once.</summary>
internal sealed class SvgCleaner(XmlReader reader, SvgAttributes attributes, ImagingOptions options)
{
    private readonly SvgReferences references = new();
    private (double Width, double Height) size;
    private StringBuilder? style;
    private string drawing = SvgVocabulary.Svg;

    /// <exception cref="XmlException">The file is not well-formed.</exception>
    public async Task<Result<CleanedSvg>> CleanAsync(CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        await using var writer = XmlWriter.Create(output, new XmlWriterSettings
        {
            Async = true,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = true,
            NewLineHandling = NewLineHandling.Entitize,
        });
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName is not "svg" || reader.NamespaceURI is not (SvgVocabulary.Svg or ""))
        {
            return Refusals.NotAPicture;
        }

        drawing = reader.NamespaceURI;
        size = SvgSize.Of(reader.GetAttribute("width"), reader.GetAttribute("height"), reader.GetAttribute("viewBox"));
        while (!reader.EOF)
        {
            if (reader.Depth > options.MaxSvgDepth)
            {
                return Refusals.Unsupported(ImageFormat.Svg, "its elements are nested too deeply");
            }

            await CopyAsync(writer, cancellationToken);
        }

        await writer.FlushAsync();
        return references.Count() <= options.MaxSvgElements
            ? new CleanedSvg(output.ToArray(), size.Width, size.Height)
            : Refusals.Unsupported(ImageFormat.Svg, "it has too many elements, or repeats them too often");
    }

    // Handles one node and stands at the next one afterwards.
    private async ValueTask CopyAsync(XmlWriter writer, CancellationToken cancellationToken)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when style is not null || !IsAllowed():
                reader.Skip();
                return;
            case XmlNodeType.Element:
                await OpenAsync(writer, cancellationToken);
                break;
            case XmlNodeType.EndElement:
                Close(writer);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                Write(writer, reader.Value);
                break;
        }

        reader.Read();
    }

    private bool IsAllowed() =>
        string.Equals(reader.NamespaceURI, drawing, StringComparison.Ordinal) && SvgVocabulary.Elements.Contains(reader.LocalName);

    private async ValueTask OpenAsync(XmlWriter writer, CancellationToken cancellationToken)
    {
        var (name, empty, root) = (reader.LocalName, reader.IsEmptyElement, reader.Depth == 0);
        references.Open(reader.GetAttribute("id"));
        writer.WriteStartElement("", name, SvgVocabulary.Svg);
        if (root)
        {
            writer.WriteAttributeString("xmlns", "xlink", null, SvgVocabulary.XLink);
        }

        await attributes.CopyAsync(reader, writer, name, references, cancellationToken);
        if (empty)
        {
            writer.WriteEndElement();
            references.Close();
        }
        else if (name is "style")
        {
            style = new StringBuilder();
        }
    }

    private void Close(XmlWriter writer)
    {
        if (style is { } sheet)
        {
            writer.WriteString(StyleSheet.CleanSheet(sheet.ToString()));
            style = null;
        }

        writer.WriteFullEndElement();
        references.Close();
    }

    private void Write(XmlWriter writer, string text)
    {
        if (style is not null)
        {
            style.Append(text);
        }
        else if (reader.Depth > 0)
        {
            writer.WriteString(text);
        }
    }
}

/// <param name="Width">As shown when nobody asks for another size, in CSS pixels.</param>
internal sealed record CleanedSvg(byte[] File, double Width, double Height);
