using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Imaging.Pool;
using Picora.Infrastructure.Video.Tools;

namespace Picora.Infrastructure.Video.Probing;

internal sealed class FfprobeMediaProbe(IObjectStorage storage, MediaToolRunner runner, ToolAbilities abilities, IOptions<MediaToolOptions> options) : IMediaProbe
{
    private static readonly string[] Report = ["-print_format", "json", "-show_format", "-show_streams"];

    // Some streams say what they are only after a while.
    private static readonly string[] Patience = ["-probesize", "20000000", "-analyzeduration", "10000000"];

    public async Task<Error?> CheckAsync(CancellationToken cancellationToken) =>
        await abilities.WhatIsMissingAsync(cancellationToken) is null ? null : ToolErrors.Unavailable;

    public async Task<Result<MediaFacts>> ProbeAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        using var file = await SourceFile.OpenAsync(storage, key, cancellationToken) ?? throw new IOException($"Object {key} is gone though it was just stored.");
        if (await SniffAsync(file.Path, cancellationToken) is not { } container)
        {
            return ToolErrors.Unreadable;
        }

        string[] arguments = ["-hide_banner", "-v", "error", .. Report, .. ToolInput.Open(file.Path, container, options.Value, Patience)];
        var call = ToolCall.Look(MediaTool.Ffprobe, arguments, options.Value);
        var run = await runner.RunAsync(call, cancellationToken);
        return run.IsSuccess ? Read(container, run.Value) : Mean(run.Error);
    }

    // What took long beside other work, or was killed for another's sake, is not the file's fault.
    private static Error Mean(Error error) =>
        error == ToolErrors.Unavailable || error == ToolErrors.Timeout || error == ToolErrors.Busy ? error : ToolErrors.TooComplex;

    private static Result<MediaFacts> Read(MediaContainer container, ToolAnswer answer) => answer switch
    {
        { WasKilled: true } => ToolErrors.Failed("ffprobe was killed"),
        { UsedUpItsTime: true } => ToolErrors.TooComplex,
        { Succeeded: true } when ProbeReport.Parse(answer.Output) is { Streams.Count: > 0 } report => FactsReader.Read(container, report),
        _ => ToolErrors.Unreadable,
    };

    private static async Task<MediaContainer?> SniffAsync(string path, CancellationToken cancellationToken)
    {
        await using var stored = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        var head = new byte[ContainerSniffer.Length];
        var read = await stored.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return ContainerSniffer.Sniff(head.AsSpan(0, read));
    }
}
