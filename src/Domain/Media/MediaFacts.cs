namespace Picora.Domain.Media;

/// <summary>What holds the streams of a file of moving pictures or sound, as its bytes say.</summary>
public enum MediaContainer
{
    Mp4,
    QuickTime,
    Matroska,
    WebM,
    Avi,
    Mp3,
    Flac,
    Wav,
    Ogg,
}

/// <summary>What probing found out about a stored file of moving pictures or sound.</summary>
/// <param name="Duration">Null when the file does not say.</param>
/// <param name="BitRate">Of the whole file, in bits per second; null when unknown.</param>
/// <param name="Pictures">Still pictures that the file carries along, such as an album's cover; none of them is a video stream.</param>
/// <param name="Tags">Of the whole file, by their lower-case names. Written by strangers.</param>
public sealed record MediaFacts(
    MediaContainer Container,
    TimeSpan? Duration,
    long? BitRate,
    IReadOnlyList<VideoStream> Videos,
    IReadOnlyList<AudioStream> Sounds,
    IReadOnlyList<AttachedPicture> Pictures,
    IReadOnlyDictionary<string, string> Tags);

/// <param name="Index">Of the stream in the file.</param>
/// <param name="Codec">ffmpeg's name of it, such as <c>h264</c>.</param>
/// <param name="Size">As a person sees it: upright and with square pixels.</param>
/// <param name="FramesPerSecond">On the average; null when unknown.</param>
/// <param name="BitRate">In bits per second; null when unknown.</param>
public sealed record VideoStream(int Index, string Codec, Dimensions Size, FrameRate? FramesPerSecond, long? BitRate)
{
    /// <summary>Of this stream; null when the file does not say.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether its pictures come at uneven distances.</summary>
    public bool IsUneven { get; init; }

    /// <summary>Whether its brightness goes beyond what ordinary screens show (PQ or HLG).</summary>
    public bool IsHighRange { get; init; }

    /// <summary>Whether each picture is two half ones.</summary>
    public bool IsInterlaced { get; init; }
}

/// <param name="SampleRate">Per second.</param>
/// <param name="BitRate">In bits per second; null when unknown.</param>
public sealed record AudioStream(int Index, string Codec, int SampleRate, int Channels, long? BitRate);

/// <param name="Index">Of the stream in the file.</param>
/// <param name="Codec">ffmpeg's name of it, such as <c>mjpeg</c> or <c>png</c>.</param>
public sealed record AttachedPicture(int Index, string Codec, Dimensions Size);

/// <summary>Pictures per second, as the exact fraction that films use: 30000/1001 is not 29.97.</summary>
public readonly record struct FrameRate(int Numerator, int Denominator)
{
    public double Value => (double)Numerator / Denominator;

    public override string ToString() => $"{Numerator}/{Denominator}";
}
