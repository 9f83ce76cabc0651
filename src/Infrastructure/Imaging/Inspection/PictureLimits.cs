using Picora.Application.Media;
using Picora.Domain;

namespace Picora.Infrastructure.Imaging.Inspection;

/// <summary>How large a picture may be.</summary>
internal sealed class PictureLimits(ImagingOptions options)
{
    /// <summary>Null when one frame of this size may be taken in.</summary>
    public Error? Check(long width, long height)
    {
        // Both sides stay below 2³², so the product saturates instead of overflowing.
        var pixels = (long)UInt128.Min((UInt128)(ulong)width * (ulong)height, (UInt128)long.MaxValue);
        return pixels > options.MaxPixels ? Refusals.TooManyPixels(pixels, options.MaxPixels) : null;
    }

    /// <summary>Null when an animation of this size, all frames seen so far included, may be taken in.</summary>
    public Error? Check(long width, long height, long frames)
    {
        var pixels = (long)UInt128.Min((UInt128)(ulong)width * (ulong)height * (ulong)frames, (UInt128)long.MaxValue);
        return Check(width, height)
            ?? (frames > options.MaxFrames ? Refusals.TooManyFrames(options.MaxFrames) : null)
            ?? (frames > 1 && pixels > options.MaxAnimationPixels ? Refusals.TooManyPixels(pixels, options.MaxAnimationPixels) : null);
    }
}
