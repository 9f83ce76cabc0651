using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Picora.Testing.Media;

/// <summary>Short films and sounds that ffmpeg makes for the tests; each is made once per run.</summary>
public static class Clips
{
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Made = new(StringComparer.Ordinal);

    /// <summary>A picture that moves, without sound.</summary>
    public static string[] Film(double seconds = 2, string size = "320x180", int rate = 25) =>
        ["-f", "lavfi", "-i", string.Create(CultureInfo.InvariantCulture, $"testsrc2=size={size}:rate={rate}:duration={seconds}")];

    /// <summary>A tone.</summary>
    public static string[] Tone(double seconds = 2) => ["-f", "lavfi", "-i", string.Create(CultureInfo.InvariantCulture, $"sine=frequency=440:duration={seconds}")];

    /// <summary>H.264 and AAC, the index at the file's beginning.</summary>
    public static byte[] Mp4(double seconds = 2, string size = "320x180") =>
        Make("mp4", [.. Film(seconds, size), .. Tone(seconds), "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-movflags", "+faststart"]);

    /// <summary>What ffmpeg makes of the arguments.</summary>
    /// <param name="extension">Of the file, by which ffmpeg knows the container.</param>
    public static byte[] Make(string extension, params string[] arguments) =>
        Made.GetOrAdd($"{extension} {string.Join(' ', arguments)}", _ => new Lazy<byte[]>(() => Run(extension, arguments))).Value;

    private static byte[] Run(string extension, string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"picora-clip-{Guid.NewGuid():N}.{extension}");
        try
        {
            Ffmpeg([.. arguments, path]);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Runs ffmpeg to its end.</summary>
    public static void Ffmpeg(params string[] arguments) => Output("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]);

    /// <summary>What a program says.</summary>
    public static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }
}
