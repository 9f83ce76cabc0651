using System.Buffers.Binary;
using System.Text;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.Heif;

internal sealed class HeifReader(HeifKind kind, PictureLimits limits, int maxTableBytes) : IFormatReader
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
            if (at != 4 && kind.Brands.Contains(Encoding.Latin1.GetString(brands.Slice(at, 4)), StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public Task<Result<ImageFacts>> ReadAsync(ByteWindow window)
    {
        var major = Encoding.Latin1.GetString(window.Buffered.Slice(BrandsOffset, 4));
        return new Walk(window, kind, limits, maxTableBytes) { IsSequence = string.Equals(major, kind.SequenceBrand, StringComparison.Ordinal) }.ReadAsync();
    }

    private sealed class Walk(ByteWindow window, HeifKind kind, PictureLimits limits, int maxTableBytes)
    {
        private readonly List<IsoBox> strangers = [];
        private HeifMeta? meta;
        private HeifMovie? movie;
        private long lastKnownEnd;

        public bool IsSequence { get; init; }

        public async Task<Result<ImageFacts>> ReadAsync()
        {
            while (window.Position < window.Length)
            {
                await window.FillAsync((int)Math.Min(IsoBox.MaxHeadLength, window.Length - window.Position));
                if (IsoBox.Read(window.Buffered, window.Position, window.Length - window.Position) is not { } box)
                {
                    return Refusals.Truncated(kind.Format);
                }

                window.Advance(box.HeadLength);
                if (await VisitAsync(box) is { } error)
                {
                    return error;
                }
            }

            return await FinishAsync();
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

            return await window.SkipAsync(box.PayloadLength) ? null : Refusals.Truncated(kind.Format);
        }

        private async ValueTask<Error?> ReadTableAsync(IsoBox box)
        {
            if (box.PayloadLength > maxTableBytes)
            {
                return Refusals.Unsupported(kind.Format, "its tables are too large");
            }

            if (await window.ReadAsync((int)box.PayloadLength) is not { } payload)
            {
                return Refusals.Truncated(kind.Format);
            }

            return box.Type is "meta" ? VisitMeta(HeifMeta.Parse(payload, box.PayloadOffset)) : VisitMovie(HeifMovie.Parse(payload, box.PayloadOffset));
        }

        private Error? VisitMeta(HeifMeta? parsed)
        {
            if (parsed?.Size is not { } size || meta is not null)
            {
                return Refusals.Broken(kind.Format, "it does not say what its picture is");
            }

            meta = parsed;
            return parsed.DecodedSizes.Append(size).Select(decoded => limits.Check(decoded.Width, decoded.Height)).FirstOrDefault(error => error is not null);
        }

        private Error? VisitMovie(HeifMovie? parsed)
        {
            if (parsed is null || movie is not null)
            {
                return Refusals.Broken(kind.Format, "its animation makes no sense");
            }

            movie = parsed;
            return limits.Check(parsed.Size.Width, parsed.Size.Height, Math.Max(parsed.Frames, 1));
        }

        private async ValueTask<Result<ImageFacts>> FinishAsync()
        {
            if (meta is null || (IsSequence && movie is not { Frames: > 0 }))
            {
                return Refusals.Truncated(kind.Format);
            }

            var extents = meta.Items.Concat(movie?.Metas.SelectMany(inner => inner.Items) ?? []).SelectMany(item => item.Extents);
            if (meta.Primary is not { Extents.Count: > 0 }
                || extents.Any(extent => extent.Offset + extent.Length > window.Length)
                || movie?.LastChunkOffset >= (ulong)window.Length)
            {
                return Refusals.Truncated(kind.Format);
            }

            var size = new Dimensions((int)meta.Size!.Value.Width, (int)meta.Size.Value.Height);
            var frames = (int)Math.Max(movie?.Frames ?? 0, 1);
            var capture = await ReadCaptureAsync(meta);
            var edits = kind.IsDelivered ? Edits(meta) : new LayoutEdits();
            var facts = edits?.Facts(kind.Format, size, frames, window.Length) ?? Refusals.TooScattered;
            return facts.Map(known => known with { Capture = capture });
        }

        // The container turns the picture itself; what EXIF says about that is only told.
        private async ValueTask<Capture> ReadCaptureAsync(HeifMeta stills)
        {
            var exif = stills.Items.FirstOrDefault(item => item is { Type: "Exif", Extents.Count: 1 });
            if (exif?.Extents[0] is not { Length: > 4 } extent || extent.Length > maxTableBytes)
            {
                return Capture.Unknown;
            }

            var block = await window.ReadAtAsync(extent.Offset, (int)extent.Length) ?? [];
            var start = 4L + BinaryPrimitives.ReadUInt32BigEndian(block);
            return start < block.Length ? ExifReader.Read(block.AsSpan((int)start)) : Capture.Unknown;
        }

        private LayoutEdits? Edits(HeifMeta stills)
        {
            var metadata = new HeifMetadata(maxTableBytes);
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
