namespace Picora.Application.Media.Tracks;

/// <summary>The kind of work on audio files in job ids.</summary>
public static class AudioWork
{
    public const string Waveforms = "audio-waveforms";
}
