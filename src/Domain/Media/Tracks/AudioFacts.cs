namespace Picora.Domain.Media.Tracks;

/// <summary>What inspection found out about an audio file.</summary>
/// <param name="Seconds">Null when the file does not say.</param>
/// <param name="Bitrate">In kbit/s; null when unknown.</param>
/// <param name="Codec">ffmpeg's name of it, such as <c>aac</c>.</param>
/// <param name="SampleRate">Per second.</param>
public sealed record AudioFacts(AudioFormat Format, double? Seconds, int? Bitrate, string Codec, int SampleRate, int Channels, AudioTags Tags)
{
    public const int MaxCodecLength = 32;

    /// <summary>The picture that the file carries along; null for none.</summary>
    public AttachedPicture? Cover { get; init; }
}

/// <summary>What the file says of itself: a stranger's words, fit to be shown. Where it was recorded is not among them.</summary>
public sealed record AudioTags(string? Title, string? Artist, string? Album, string? Genre, string? Year)
{
    public const int MaxLength = 200;

    public static readonly AudioTags None = new(null, null, null, null, null);

    /// <param name="tags">By their lower-case names.</param>
    public static AudioTags Read(IReadOnlyDictionary<string, string> tags) => new(
        Show(tags.GetValueOrDefault("title")),
        Show(tags.GetValueOrDefault("artist")),
        Show(tags.GetValueOrDefault("album")),
        Show(tags.GetValueOrDefault("genre")),
        Show(tags.GetValueOrDefault("date") ?? tags.GetValueOrDefault("year")));

    private static string? Show(string? text)
    {
        var clean = new string([.. (text ?? string.Empty).Normalize().Where(letter => !char.IsControl(letter))]).Trim();
        if (clean.Length > MaxLength)
        {
            // Never between the two halves of a character.
            clean = clean[..(char.IsHighSurrogate(clean[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        }

        return clean.Length == 0 ? null : clean;
    }
}
