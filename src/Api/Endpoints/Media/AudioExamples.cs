using Picora.Api.Documentation;
using Picora.Application.Media.Tracks;
using Picora.Application.Media.Tracks.Waveforms;

namespace Picora.Api.Endpoints.Media;

internal static class AudioExamples
{
    public const string Id = "b2C3d4E5f6G7h8I9j0K1l";

    private const string Media = "https://media.example.org";
    private const string Signature = "exp=1767610800&sig=f5Xk0aPq7Lw.Wm0k1sVbq3n5xJw9yTz2cFh8rDg6uLpA4eKiOo7M1vE";

    public static readonly FormField[] Form =
    [
        FormField.File("The file: MP3, M4A, WAV, FLAC or OGG, by its bytes; a declared type must be one of theirs, or absent."),
        new("title", "A title; the file's name without its extension by default.", "Harbour sounds"),
        new("isPublic", "`true` (the default) or `false`.", "true"),
        new("is_public", "Another name of `isPublic`.", "true"),
    ];

    public static readonly AudioResponse Audio = new(
        Id, "audio", $"{Media}/audio/{Id}.mp3", "harbour.mp3", 3_481_214, "audio/mpeg", "Harbour sounds", $"{Media}/audio-cover/{Id}.jpg",
        217.548, 128, "ready", IsPublic: true, Samples.Now, Samples.Now)
    {
        Metadata = new AudioMetadata("mp3", 44_100, 2, "Harbour", "The Example Ensemble", "Places", "Ambient", "2025"),
        Waveform = new AudioWaveform("ready", $"{Media}/audio-waveform/{Id}.json", $"{Media}/audio-waveform/{Id}.png"),
    };

    /// <summary>Just uploaded: the waveform is being made.</summary>
    public static readonly AudioResponse NewAudio = Audio with { Waveform = new AudioWaveform("pending", null, null) };

    public static readonly AudioListResponse List = new([Audio], [Audio], null, HasMore: false, Total: 1);

    public static readonly AudioPatch Patch = new("Harbour at dusk", IsPublic: false, IsPublicAlias: null);

    public static readonly AudioSignRequest Sign = new(ExpSeconds: 3600);

    public static readonly SignedAudio Signed = new(
        $"{Media}/audio/{Id}.mp3?{Signature}",
        $"{Media}/audio-cover/{Id}.jpg?{Signature}",
        $"{Media}/audio-waveform/{Id}.json?{Signature}",
        $"{Media}/audio-waveform/{Id}.png?{Signature}",
        DateTimeOffset.FromUnixTimeSeconds(1_767_610_800),
        1_767_610_800);

    public static readonly WaveformData Peaks = new(2, 1, 44_100, 4096, 8, 3, [-12, 14, -80, 77, -3, 4]);

    public static readonly WaveformResponse Waveform = new(
        Id, "ready", null, $"{Media}/audio-waveform/{Id}.json", $"{Media}/audio-waveform/{Id}.png",
        Peaks);
}
