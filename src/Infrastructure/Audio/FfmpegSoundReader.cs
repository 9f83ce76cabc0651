using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Tracks;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Audio.Completeness;
using Picora.Infrastructure.Imaging.Pool;
using Picora.Infrastructure.Video.Tools;

namespace Picora.Infrastructure.Audio;

internal sealed class FfmpegSoundReader(
    IObjectStorage storage, IMediaProbe probe, MediaToolRunner runner, IOptions<MediaToolOptions> tools, IOptions<AudioOptions> options) : ISoundReader
{
    private const int BufferBytes = 64 * 1024;

    private static readonly Error Undecodable = new(ErrorKind.Validation, "AUDIO_UNREADABLE", "The audio cannot be decoded");
    private static readonly Error NoCover = new(ErrorKind.Validation, "AUDIO_UNREADABLE", "The file carries no picture that can be read");

    public Task<Error?> CheckAsync(CancellationToken cancellationToken) => probe.CheckAsync(cancellationToken);

    public async Task<Result<AudioFacts>> InspectAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using (var stored = await storage.OpenAsync(key, cancellationToken)
            ?? throw new IOException($"Object {key} is gone though it was just stored."))
        {
            if (await AudioCompleteness.FindFaultAsync(stored, cancellationToken) is { } fault)
            {
                return fault;
            }
        }

        var facts = await probe.ProbeAsync(key, cancellationToken);
        return facts.IsSuccess ? SoundFacts.Read(facts.Value) : SoundFacts.Explain(facts.Error);
    }

    public async Task<Result<byte[]>> ReadCoverAsync(ObjectKey key, AudioFormat format, AttachedPicture cover, CancellationToken cancellationToken)
    {
        string[] wanted = ["-map", Text($"0:{cover.Index}"), "-c", "copy", "-frames:v", "1", "-f", "image2pipe", "pipe:1"];
        byte[]? picture = null;
        var run = await RunAsync(
            key, format, wanted, arguments => ToolCall.Look(MediaTool.Ffmpeg, arguments, tools.Value), async output => picture = await ReadAsync(output, options.Value.MaxCoverBytes), cancellationToken);
        return run.Error ?? (picture is { Length: > 0 } bytes ? bytes : (Result<byte[]>)NoCover);
    }

    public async Task<Result<Peaks>> MeasureAsync(ObjectKey key, AudioFormat format, int sampleRate, CancellationToken cancellationToken)
    {
        string[] wanted = ["-map", "0:a:0", "-vn", "-sn", "-dn", "-ac", "1", "-ar", Text($"{sampleRate}"), "-c:a", "pcm_s16le", "-f", "s16le", "pipe:1"];
        var peaks = new Peaks(sampleRate);
        var limit = TimeSpan.FromSeconds(options.Value.WaveformSeconds);
        var run = await RunAsync(key, format, wanted, arguments => new ToolCall(MediaTool.Ffmpeg, arguments, limit), output => MeasureAsync(output, peaks), cancellationToken);
        return run.Error ?? (peaks.Samples > 0 ? peaks : (Result<Peaks>)Undecodable);
    }

    private async Task<Result<Success>> RunAsync(
        ObjectKey key, AudioFormat format, string[] wanted, Func<string[], ToolCall> describe, Func<Stream, Task> onBytes, CancellationToken cancellationToken)
    {
        using var file = await SourceFile.OpenAsync(storage, key, cancellationToken);
        if (file is null)
        {
            // Deleted in this moment.
            return Undecodable;
        }

        string[] arguments = [.. ToolInput.Quietly, "-threads", "1", .. ToolInput.Open(file.Path, SoundFacts.ContainerOf(format), tools.Value), .. wanted];
        var run = await runner.RunAsync(describe(arguments) with { OnBytes = onBytes }, cancellationToken);
        return run.Bind<Success>(answer => answer.Succeeded ? Success.Value : Undecodable);
    }

    /// <summary>Null when there are more.</summary>
    private static async Task<byte[]?> ReadAsync(Stream output, int most)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await output.ReadAsync(buffer) is var read and > 0)
        {
            // What is too much is read to its end all the same: whoever writes must not be left waiting.
            if (kept.Length <= most)
            {
                kept.Write(buffer, 0, read);
            }
        }

        return kept.Length <= most ? kept.ToArray() : null;
    }

    private static async Task MeasureAsync(Stream output, Peaks peaks)
    {
        var (buffer, held) = (new byte[BufferBytes], 0);
        while (await output.ReadAsync(buffer.AsMemory(held)) is var read and > 0)
        {
            held += read;
            var whole = held & ~1;
            peaks.Add(MemoryMarshal.Cast<byte, short>(buffer.AsSpan(0, whole)));
            held -= whole;
            buffer[0] = held == 1 ? buffer[whole] : buffer[0];
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
