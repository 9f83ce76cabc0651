using Picora.Application.Abstractions;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks;

/// <summary>Which file of an audio file's is asked for; each has a folder of the media address to itself.</summary>
public enum TrackFile
{
    Sound,
    Cover,
    Waveform,
}

/// <summary>The public addresses of audio (contract section 26.1).</summary>
internal static class TrackUrls
{
    public const string Picture = "jpg";
    public const string Drawing = "svg";
    public const string Numbers = "json";
    public const string WaveformPicture = "png";

    /// <summary>The address of a file below the address of media.</summary>
    public static string Resource(TrackFile file, string id, string extension) => file switch
    {
        TrackFile.Sound => $"audio/{id}.{extension}",
        TrackFile.Cover => $"audio-cover/{id}.{extension}",
        TrackFile.Waveform => $"audio-waveform/{id}.{extension}",
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, null),
    };

    public static string Sound(IPublicUrls urls, string id, AudioFormat format) => Address(urls, TrackFile.Sound, id, format.Extension());

    public static string Cover(IPublicUrls urls, string id, bool hasPicture) => Address(urls, TrackFile.Cover, id, hasPicture ? Picture : Drawing);

    public static string Waveform(IPublicUrls urls, string id, string extension) => Address(urls, TrackFile.Waveform, id, extension);

    private static string Address(IPublicUrls urls, TrackFile file, string id, string extension) => $"{urls.Media}/{Resource(file, id, extension)}";
}
