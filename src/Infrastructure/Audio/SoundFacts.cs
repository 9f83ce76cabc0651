using Picora.Application.Media.Tracks;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Tracks;

namespace Picora.Infrastructure.Audio;

/// <summary>Makes of a probed file's facts those of an audio file, or says why it is none.</summary>
internal static class SoundFacts
{
    private const int MostRate = 768_000;
    private const int MostChannels = 64;

    private static readonly Error NotAudio = Error.Validation("file", "The file is no audio of a supported format (MP3, M4A, WAV, FLAC, OGG), or is broken");
    private static readonly Error Film = Error.Validation("file", "The file is a video; audio files hold sound only");

    /// <summary>What a file that cannot be probed is told.</summary>
    public static Error Explain(Error refusal) => refusal.Kind == ErrorKind.Validation && string.Equals(refusal.Code, "MEDIA_UNREADABLE", StringComparison.Ordinal) ? NotAudio : refusal;

    public static Result<AudioFacts> Read(MediaFacts facts)
    {
        if (FormatOf(facts.Container) is not { } format || facts.Sounds is not [var sound, ..])
        {
            return facts.Videos.Count > 0 ? Film : NotAudio;
        }

        if (facts.Videos.Count > 0)
        {
            return Film;
        }

        if (!IsSupported(format, sound.Codec) || sound.SampleRate is < 1 or > MostRate || sound.Channels is < 1 or > MostChannels)
        {
            return Error.Validation("file", $"Audio codec not supported: {sound.Codec}");
        }

        var bits = sound.BitRate ?? facts.BitRate;
        return new AudioFacts(
            format,
            facts.Duration is { } duration ? Math.Round(duration.TotalSeconds, 3) : null,
            bits is { } rate ? (int)Math.Clamp(Math.Round(rate / 1000.0), 1, int.MaxValue) : null,
            sound.Codec,
            sound.SampleRate,
            sound.Channels,
            AudioTags.Read(facts.Tags))
        {
            Cover = facts.Pictures is [var picture, ..] ? picture : null,
        };
    }

    public static MediaContainer ContainerOf(AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => MediaContainer.Mp3,
        AudioFormat.M4a => MediaContainer.Mp4,
        AudioFormat.Wav => MediaContainer.Wav,
        AudioFormat.Flac => MediaContainer.Flac,
        AudioFormat.Ogg => MediaContainer.Ogg,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private static AudioFormat? FormatOf(MediaContainer container) => container switch
    {
        MediaContainer.Mp3 => AudioFormat.Mp3,
        MediaContainer.Mp4 => AudioFormat.M4a,
        MediaContainer.Wav => AudioFormat.Wav,
        MediaContainer.Flac => AudioFormat.Flac,
        MediaContainer.Ogg => AudioFormat.Ogg,
        _ => null,
    };

    private static bool IsSupported(AudioFormat format, string codec) => format switch
    {
        AudioFormat.Mp3 => codec is "mp3",
        AudioFormat.M4a => codec is "aac" or "alac" or "mp3" or "opus" or "flac",
        AudioFormat.Wav => codec.StartsWith("pcm_", StringComparison.Ordinal),
        AudioFormat.Flac => codec is "flac",
        AudioFormat.Ogg => codec is "vorbis" or "opus" or "flac",
        _ => false,
    };
}
