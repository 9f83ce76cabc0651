using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media.Tracks;

/// <summary>A stored file that was made from an audio file.</summary>
public sealed class AudioRendition
{
    public const int MaxNameLength = 16;

    /// <summary>The embedded picture, made anew.</summary>
    public const string Cover = "cover";

    /// <summary>The waveform as numbers.</summary>
    public const string Peaks = "peaks";

    /// <summary>The waveform as a picture.</summary>
    public const string Waveform = "waveform";

    private AudioRendition(string trackId, string name, ObjectKey key, long sizeBytes)
    {
        TrackId = trackId;
        Name = name;
        Key = key;
        SizeBytes = sizeBytes;
    }

    public string TrackId { get; private set; }

    public string Name { get; private set; }

    public ObjectKey Key { get; private set; }

    public long SizeBytes { get; private set; }

    public static AudioRendition Create(string trackId, string name, ObjectKey key, long sizeBytes) => new(trackId, name, key, sizeBytes);
}
