using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Avif;

internal sealed class AvifReader(PictureLimits limits, int maxTableBytes) : IFormatReader
{
    private const int BrandsOffset = 8;

    public bool Recognizes(ReadOnlySpan<byte> head)
    {
        if (IsoBox.Read(head, 0, long.MaxValue) is not { Type: "ftyp" } box)
        {
            return false;
        }

        // The major brand, a version, then the compatible ones.
        var brands = head[BrandsOffset..(int)Math.Min(head.Length, box.Length)];
        for (var at = 0; at + 4 <= brands.Length; at += 4)
        {
            if (at != 4 && (brands.Slice(at, 4).SequenceEqual("avif"u8) || brands.Slice(at, 4).SequenceEqual("avis"u8)))
            {
                return true;
            }
        }

        return false;
    }

    public Task<Result<ImageFacts>> ReadAsync(ByteWindow window) =>
        new Walk(window, limits, maxTableBytes) { IsSequence = window.Buffered[BrandsOffset..].StartsWith("avis"u8) }.ReadAsync();

    private sealed class Walk(ByteWindow window, PictureLimits limits, int maxTableBytes)
    {
        private readonly List<IsoBox> strangers = [];
        private AvifMeta? meta;
        private AvifMovie? movie;
        private long lastKnownEnd;

        public bool IsSequence { get; init; }

        public async Task<Result<ImageFacts>> ReadAsync()
        {
            while (window.Position < window.Length)
            {
                await window.FillAsync((int)Math.Min(IsoBox.MaxHeadLength, window.Length - window.Position));
                if (IsoBox.Read(window.Buffered, window.Position, window.Length - window.Position) is not { } box)
                {
                    return Refusals.Truncated(ImageFormat.Avif);
                }

                window.Advance(box.HeadLength);
                if (await VisitAsync(box) is { } error)
                {
                    return error;
                }
            }

            return Finish();
        }

        private async ValueTask<Error?> VisitAsync(IsoBox box)
        {
            if (box.Type is "meta" or "moov")
            {
                lastKnownEnd = box.Offset + box.Length;
                return await ReadTableAsync(box);
            }

            if (box.Type is "ftyp" or "mdat" or "moof" or "mfra" or "sidx" or "styp")
            {
                lastKnownEnd = box.Offset + box.Length;
            }
            else if (strangers.Count > DeliveryLayout.MaxTextLength)
            {
                return Refusals.TooScattered;
            }
            else
            {
                strangers.Add(box);
            }

            return await window.SkipAsync(box.PayloadLength) ? null : Refusals.Truncated(ImageFormat.Avif);
        }

        private async ValueTask<Error?> ReadTableAsync(IsoBox box)
        {
            if (box.PayloadLength > maxTableBytes)
            {
                return Refusals.Unsupported(ImageFormat.Avif, "its tables are too large");
            }

            if (await window.ReadAsync((int)box.PayloadLength) is not { } payload)
            {
                return Refusals.Truncated(ImageFormat.Avif);
            }

            return box.Type is "meta" ? VisitMeta(AvifMeta.Parse(payload, box.PayloadOffset)) : VisitMovie(AvifMovie.Parse(payload, box.PayloadOffset));
        }

        private Error? VisitMeta(AvifMeta? parsed)
        {
            if (parsed?.Size is not { } size || meta is not null)
            {
                return Refusals.Broken(ImageFormat.Avif, "it does not say what its picture is");
            }

            meta = parsed;
            return limits.Check(size.Width, size.Height);
        }

        private Error? VisitMovie(AvifMovie? parsed)
        {
            if (parsed is null || movie is not null)
            {
                return Refusals.Broken(ImageFormat.Avif, "its animation makes no sense");
            }

            movie = parsed;
            return limits.Check(parsed.Size.Width, parsed.Size.Height, Math.Max(parsed.Frames, 1));
        }

        private Result<ImageFacts> Finish()
        {
            if (meta is null || (IsSequence && movie is not { Frames: > 0 }))
            {
                return Refusals.Truncated(ImageFormat.Avif);
            }

            var extents = meta.Items.Concat(movie?.Metas.SelectMany(inner => inner.Items) ?? []).SelectMany(item => item.Extents);
            if (meta.Primary is not { Extents.Count: > 0 }
                || extents.Any(extent => extent.Offset + extent.Length > window.Length)
                || movie?.LastChunkOffset >= (ulong)window.Length)
            {
                return Refusals.Truncated(ImageFormat.Avif);
            }

            var size = new Dimensions((int)meta.Size!.Value.Width, (int)meta.Size.Value.Height);
            var frames = (int)Math.Max(movie?.Frames ?? 0, 1);
            return Edits(meta)?.Facts(ImageFormat.Avif, size, frames, window.Length) ?? Refusals.TooScattered;
        }

        private LayoutEdits? Edits(AvifMeta stills)
        {
            var metadata = new AvifMetadata(maxTableBytes);
            metadata.Blank(stills);
            foreach (var inner in movie?.Metas ?? [])
            {
                metadata.Blank(inner);
            }

            metadata.Blank(movie?.Strangers ?? []);
            metadata.Blank(strangers.Where(box => box.Offset < lastKnownEnd));
            metadata.Cut(lastKnownEnd, window.Length);
            return metadata.Finish();
        }
    }
}
