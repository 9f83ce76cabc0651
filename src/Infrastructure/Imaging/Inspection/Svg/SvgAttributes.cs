using System.Xml;

namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>Which attributes an element keeps, and with which values. References stay inside of the drawing.</summary>
internal sealed class SvgAttributes(EmbeddedPictures pictures)
{
    private const string Reference = "href";

    public async ValueTask CopyAsync(
        XmlReader reader, XmlWriter writer, string element, SvgReferences references, CancellationToken cancellationToken)
    {
        while (reader.MoveToNextAttribute())
        {
            if (IsAllowed(reader) && await CleanAsync(reader.LocalName, reader.Value, element, cancellationToken) is { } value)
            {
                Refer(reader.LocalName, value, references);
                writer.WriteAttributeString(Prefix(reader.NamespaceURI), reader.LocalName, reader.NamespaceURI, value);
            }
        }

        reader.MoveToElement();
    }

    private static bool IsAllowed(XmlReader attribute) => attribute.NamespaceURI switch
    {
        "" => SvgVocabulary.Attributes.Contains(attribute.LocalName),
        SvgVocabulary.XLink => attribute.LocalName is Reference,
        SvgVocabulary.Xml => attribute.LocalName is "space" or "lang",
        _ => false,
    };

    private static string Prefix(string namespaceUri) => namespaceUri switch
    {
        SvgVocabulary.XLink => "xlink",
        SvgVocabulary.Xml => "xml",
        _ => "",
    };

    private async ValueTask<string?> CleanAsync(string name, string value, string element, CancellationToken cancellationToken) => name switch
    {
        Reference when value.AsSpan().Trim() is ['#', ..] => value.Trim(),
        Reference => SvgVocabulary.MayEmbedPicture(element) ? await pictures.CleanAsync(value.Trim(), cancellationToken) : null,
        "style" => StyleSheet.CleanDeclarations(value) is { Length: > 0 } kept ? kept : null,
        _ => CssGate.IsSafe(value) ? value : null,
    };

    private static void Refer(string name, string value, SvgReferences references)
    {
        if (name is Reference && value[0] == '#')
        {
            references.Refer(value[1..]);
            return;
        }

        foreach (var id in CssGate.LocalReferences(value))
        {
            references.Refer(id);
        }
    }
}
