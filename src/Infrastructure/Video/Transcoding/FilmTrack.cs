using System.Globalization;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>The one picture track of a file that is converted, and the sound that goes with it.</summary>
/// <param name="Rate">Of all renditions.</param>
/// <param name="Sound">Null for a silent film.</param>
internal sealed record FilmTrack(VideoStream Film, AudioStream? Sound, FrameRate Rate)
{
    // What pictures that come at odd times are put to.
    private static readonly FrameRate Usual = new(30, 1);

    /// <param name="mostRate">Pictures per second.</param>
    public static FilmTrack Of(MediaFacts facts, int mostRate)
    {
        var film = facts.Videos.MaxBy(stream => stream.Size.Pixels)!;
        var rate = film switch
        {
            { FramesPerSecond: null } => Usual,
            { IsUneven: true, FramesPerSecond: { } average } => average.Value > Usual.Value ? new FrameRate((int)Math.Ceiling(average.Value), 1) : Usual,
            _ => film.FramesPerSecond!.Value,
        };
        return new FilmTrack(film, facts.Sounds is [var first, ..] ? first : null, rate.Value > mostRate ? new FrameRate(mostRate, 1) : rate);
    }

    /// <summary>The stream as ffmpeg names it.</summary>
    public static string Map(int index) => string.Create(CultureInfo.InvariantCulture, $"0:{index}");
}
