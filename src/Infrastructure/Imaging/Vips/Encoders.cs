using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>How each format is written; never with metadata.</summary>
internal static class Encoders
{
    private const int KeepNoMetadata = 0;
    private const int Av1 = 4;

    /// <exception cref="VipsException">The picture cannot be decoded or written, or there is not enough memory.</exception>
    public static byte[] Encode(VipsImage image, TransformPlan plan)
    {
        using var save = plan.Format switch
        {
            ImageFormat.Jpeg => new VipsOperation("jpegsave_buffer").With("Q", plan.Quality).With("optimize_coding", 1),
            ImageFormat.Png => new VipsOperation("pngsave_buffer"),
            ImageFormat.Gif => new VipsOperation("gifsave_buffer"),
            ImageFormat.WebP => new VipsOperation("webpsave_buffer").With("Q", plan.Quality).With("effort", plan.Effort),
            ImageFormat.Avif => new VipsOperation("heifsave_buffer").With("compression", Av1).With("Q", plan.Quality).With("effort", plan.Effort).With("bitdepth", 8),
            _ => throw new InvalidOperationException($"{plan.Format} is not written."),
        };
        return save.With("in", image).With("keep", KeepNoMetadata).RunToBytes();
    }
}
