using Picora.Application.Media;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>
/// The pictures that a drawing carries in itself. They are held to the rules of every other picture: real format, limits, and no word
/// about who took them.
/// </summary>
internal sealed class EmbeddedPictures(IReadOnlyList<IFormatReader> readers)
{
    private const string Scheme = "data:image/";
    private const string Encoding = ";base64,";

    /// <summary>The reference as it may stay; null when it has to go.</summary>
    public async Task<string?> CleanAsync(string reference, CancellationToken cancellationToken)
    {
        var start = reference.IndexOf(Encoding, StringComparison.OrdinalIgnoreCase);
        if (start < 0 || !reference.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = reference.AsMemory(start + Encoding.Length);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text.Span, bytes, out var length) ? await CleanAsync(bytes.AsMemory(0, length), cancellationToken) : null;
    }

    private async Task<string?> CleanAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var head = file[..Math.Min(file.Length, IFormatReader.HeadLength)];
        if (readers.FirstOrDefault(candidate => candidate.Recognizes(head.Span)) is not { } reader)
        {
            return null;
        }

        using var content = new MemoryStream(file.ToArray(), writable: false);
        var window = new ByteWindow(content, cancellationToken);
        await window.FillAsync(head.Length);
        var facts = await reader.ReadAsync(window);
        if (!facts.IsSuccess)
        {
            return null;
        }

        using var copy = new MemoryStream();
        await using var visible = new LayoutStream(content, facts.Value.PublicLayout ?? new DeliveryLayout([LayoutSegment.Stored(0, file.Length)]));
        await visible.CopyToAsync(copy, cancellationToken);
        return $"data:{facts.Value.Format.MimeType()}{Encoding}{Convert.ToBase64String(copy.GetBuffer().AsSpan(0, (int)copy.Length))}";
    }
}
