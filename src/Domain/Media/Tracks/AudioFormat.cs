namespace Picora.Domain.Media.Tracks;

/// <summary>The audio formats that are taken in, as their bytes say and not as a client claims.</summary>
public enum AudioFormat
{
    Mp3,
    M4a,
    Wav,
    Flac,
    Ogg,
}

public static class AudioFormats
{
    // Browsers and form libraries know some formats by other names; where a file is only audio, so may a film's container be declared.
    private static readonly HashSet<string> Declared = new(StringComparer.OrdinalIgnoreCase)
    {
        "audio/mpeg", "audio/mp3", "audio/x-m4a", "audio/m4a", "audio/mp4", "video/mp4", "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave",
        "audio/flac", "audio/x-flac", "audio/ogg", "application/ogg", "audio/opus", "application/octet-stream",
    };

    /// <summary>Whether a file that is declared as this may be looked at at all. What it is, its bytes decide.</summary>
    public static bool MayBeDeclared(string mimeType) => Declared.Contains(mimeType);

    /// <summary>The file extension, without the dot.</summary>
    public static string Extension(this AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => "mp3",
        AudioFormat.M4a => "m4a",
        AudioFormat.Wav => "wav",
        AudioFormat.Flac => "flac",
        AudioFormat.Ogg => "ogg",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    public static string MimeType(this AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => "audio/mpeg",
        AudioFormat.M4a => "audio/mp4",
        AudioFormat.Wav => "audio/wav",
        AudioFormat.Flac => "audio/flac",
        AudioFormat.Ogg => "audio/ogg",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
