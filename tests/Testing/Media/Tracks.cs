using System.Globalization;
using Picora.Testing.Imaging;

namespace Picora.Testing.Media;

/// <summary>Sounds in every format that is taken in, made by ffmpeg.</summary>
public static class Tracks
{
    private static readonly string[] Tags = ["-metadata", "title=Harbour", "-metadata", "artist=The Ensemble", "-metadata", "album=Places"];

    /// <summary>What ffmpeg is told to make each of them, by the extension that the product gives it and the codec.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Formats = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["mp3/mp3"] = ["mp3", "-c:a", "libmp3lame", "-b:a", "128k"],
        ["m4a/aac"] = ["m4a", "-c:a", "aac", "-b:a", "96k"],
        ["m4a/alac"] = ["m4a", "-c:a", "alac"],
        ["wav/pcm_s16le"] = ["wav", "-c:a", "pcm_s16le"],
        ["wav/pcm_s24le"] = ["wav", "-c:a", "pcm_s24le"],
        ["wav/pcm_f32le"] = ["wav", "-c:a", "pcm_f32le"],
        ["flac/flac"] = ["flac", "-c:a", "flac"],
        ["ogg/vorbis"] = ["ogg", "-c:a", "libvorbis"],
        ["ogg/opus"] = ["ogg", "-c:a", "libopus", "-ar", "48000"],
        ["ogg/flac"] = ["ogg", "-c:a", "flac"],
    };

    /// <summary>A tone with tags.</summary>
    public static byte[] Make(string format, double seconds = 2) => Clips.Make(Formats[format][0], [.. Clips.Tone(seconds), .. Tags, .. Formats[format][1..]]);

    public static byte[] Mp3(double seconds = 2) => Make("mp3/mp3", seconds);

    public static byte[] Wav(double seconds = 2) => Make("wav/pcm_s16le", seconds);

    /// <summary>Silence, a loud tone, silence: a second each.</summary>
    public static byte[] LoudInTheMiddle() => Clips.Make(
        "wav", "-f", "lavfi", "-i", "aevalsrc=if(between(t\\,1\\,2)\\,0.9*sin(2*PI*440*t)\\,0):s=8000:d=3", "-c:a", "pcm_s16le");

    /// <summary>The same with a picture that it carries along.</summary>
    public static byte[] WithCover(string extension, byte[] picture)
    {
        var path = Path.Combine(Path.GetTempPath(), $"picora-cover-{Guid.NewGuid():N}.jpg");
        try
        {
            File.WriteAllBytes(path, picture);
            return Clips.Make(extension, [.. Clips.Tone(), "-i", path, "-map", "0:a", "-map", "1:v", "-c:v", "copy", "-disposition:v", "attached_pic", .. extension == "mp3" ? ["-id3v2_version", "3"] : Array.Empty<string>()]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A cover with a place in it, which nobody may see.</summary>
    public static byte[] Cover() => Pictures.Jpeg(64, 48, new PictureMetadata(Gps: true));

    /// <summary>How long a file plays, as ffprobe finds.</summary>
    public static double Seconds(byte[] file)
    {
        var path = Path.Combine(Path.GetTempPath(), $"picora-probe-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(path, file);
            return double.Parse(Clips.Output("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path).Trim(), CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
