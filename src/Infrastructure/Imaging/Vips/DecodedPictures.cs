namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>
/// The pictures that this process decoded last. A page shows one picture in several sizes, and decoding it is most of the work of each. What is
/// kept is exactly what the decoder gave at that scale, so that nobody can tell from an answer whether it was kept.
/// </summary>
/// <param name="maxBytes">The most memory that all of them take together; 0 keeps none.</param>
internal sealed class DecodedPictures(long maxBytes) : IDisposable
{
    // The one used last comes last.
    private readonly List<Kept> pictures = [];

    /// <summary>The decoded picture, to be disposed of by the caller; null when it is not kept.</summary>
    public VipsImage? Find(PictureSource source, double shrink)
    {
        var position = pictures.FindIndex(kept => kept.Is(source, shrink));
        if (position < 0)
        {
            return null;
        }

        var found = pictures[position];
        pictures.RemoveAt(position);
        pictures.Add(found);
        return found.Picture.Share();
    }

    /// <summary>Takes over a picture and gives back one to go on with: decoded and kept where there is room for it, else as it came.</summary>
    /// <exception cref="VipsException">The picture cannot be decoded, or there is not enough memory.</exception>
    public VipsImage Keep(PictureSource source, double shrink, VipsImage picture)
    {
        if (source.Identity is null || picture.Bytes > maxBytes)
        {
            return picture;
        }

        using (picture)
        {
            MakeRoom(maxBytes - picture.Bytes);
            var decoded = picture.Decode();
            pictures.Add(new Kept(source.Identity, shrink, decoded));
            return decoded.Share();
        }
    }

    public void Dispose() => MakeRoom(0);

    private void MakeRoom(long most)
    {
        while (pictures.Sum(kept => kept.Picture.Bytes) > most)
        {
            pictures[0].Picture.Dispose();
            pictures.RemoveAt(0);
        }
    }

    private sealed record Kept(string Identity, double Shrink, VipsImage Picture)
    {
        public bool Is(PictureSource source, double shrink) => shrink == Shrink && string.Equals(source.Identity, Identity, StringComparison.Ordinal);
    }
}
