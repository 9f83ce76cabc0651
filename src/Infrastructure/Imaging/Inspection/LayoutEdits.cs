using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection;

/// <summary>Collects what a public copy of a file leaves out or says differently.</summary>
internal sealed class LayoutEdits
{
    // A piece takes at least four characters of the stored form, so more edits than this never fit.
    private const int MaxEdits = DeliveryLayout.MaxTextLength / 4;

    private readonly List<Edit> edits = [];

    private long? tail;

    public void Drop(long offset, long length) => Add(new Edit(offset, length, []));

    /// <summary>
    /// Leaves out what lies behind the picture's end, if anything else is left out. Cameras put pictures and films there, and always with
    /// metadata before them; a file without any goes out byte for byte.
    /// </summary>
    public void DropTail(long end) => tail = end;

    public void Replace(long offset, long length, byte[] own) => Add(new Edit(offset, length, [LayoutSegment.Own(own)]));

    /// <summary>Zeros out a range without moving what follows.</summary>
    public void Blank(long offset, long length)
    {
        var zeros = new List<LayoutSegment>();
        for (var rest = length; rest > 0; rest -= LayoutSegment.MaxBlank)
        {
            zeros.Add(LayoutSegment.Blank((int)Math.Min(rest, LayoutSegment.MaxBlank)));
        }

        Add(new Edit(offset, length, zeros));
    }

    /// <summary>The facts about a file of this length; a refusal when its layout is longer than may be stored.</summary>
    public Result<ImageFacts> Facts(ImageFormat format, Dimensions size, int frames, long fileLength)
    {
        if (edits.Count == 0)
        {
            return new ImageFacts(format, size, frames, PublicLayout: null);
        }

        if (tail is { } end && end < fileLength)
        {
            Drop(end, fileLength - end);
        }

        if (edits.Count > MaxEdits || Segments(fileLength) is not { } segments)
        {
            return Refusals.TooScattered;
        }

        var layout = new DeliveryLayout(segments);
        return layout.ToString().Length <= DeliveryLayout.MaxTextLength
            ? new ImageFacts(format, size, frames, layout)
            : Refusals.TooScattered;
    }

    // Null when edits overlap, which only a file that lies about where its parts are brings about.
    private List<LayoutSegment>? Segments(long fileLength)
    {
        var segments = new List<LayoutSegment>();
        var position = 0L;
        foreach (var edit in edits.OrderBy(edit => edit.Offset))
        {
            if (edit.Offset < position)
            {
                return null;
            }

            if (edit.Offset > position)
            {
                segments.Add(LayoutSegment.Stored(position, edit.Offset - position));
            }

            segments.AddRange(edit.Own);
            position = edit.Offset + edit.Length;
        }

        if (fileLength > position)
        {
            segments.Add(LayoutSegment.Stored(position, fileLength - position));
        }

        return segments;
    }

    private void Add(Edit edit)
    {
        if (edits.Count <= MaxEdits)
        {
            edits.Add(edit);
        }
    }

    private sealed record Edit(long Offset, long Length, IReadOnlyList<LayoutSegment> Own);
}
