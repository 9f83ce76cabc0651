using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Sessions;

/// <summary>How far an upload is after a request.</summary>
/// <param name="Offset">What is durable and counts.</param>
internal sealed record ReceivedBody(long Offset)
{
    /// <summary>Why the request fails; null when it does not.</summary>
    public Error? Refusal { get; init; }

    /// <summary>What broke the body off; null when it came to its end.</summary>
    public Exception? Broken { get; init; }

    /// <summary>The content of the whole file; null while some is missing, and when nobody has seen all of it.</summary>
    public ContentHash? Hash { get; init; }

    /// <summary>Whether all of the file is there, and lies under its key.</summary>
    public bool IsPublished { get; init; }
}

/// <summary>Takes the bytes of one request for an upload whose lease the caller holds.</summary>
internal sealed class SessionReceiver(IObjectAppending storage, IObjectStorage objects, SessionLeases leases, SessionHashes hashes, IOptions<UploadSessionOptions> options)
{
    public async Task<ReceivedBody> ReceiveAsync(UploadSession session, IncomingBody body, SessionWriter writer, CancellationToken cancellationToken)
    {
        if (session.IsComplete && !body.IsWhole && await LiesThereAsync(session, cancellationToken))
        {
            return new ReceivedBody(session.Length) { IsPublished = true };
        }

        var start = body.IsWhole ? 0 : session.Offset;
        await using var target = await storage.OpenForAppendAsync(session.Key, start, cancellationToken);
        if (target is null)
        {
            return new ReceivedBody(session.Offset) { Refusal = SessionErrors.Locked };
        }

        if (target.Length < start)
        {
            // The disk has lost what it said was safe. What it still has is the truth from here on.
            return new ReceivedBody(target.Length) { Refusal = SessionErrors.OffsetMismatch(target.Length) };
        }

        using var digests = new BodyDigests(hashes.Take(session.Id, start), body.Checksum);
        var pump = new BodyPump(target, digests.All, session.Length - start);
        var checkpoints = new SessionCheckpoints(session, target, leases, writer, options.Value, body.CountsInPart);
        var broken = await PumpAsync(pump, body.Content, checkpoints, writer);
        if (checkpoints.IsLost)
        {
            return new ReceivedBody(start) { Refusal = SessionErrors.Locked };
        }

        var refusal = broken is null ? Refuse(session, body, pump, target, digests) : null;
        if (refusal is not null || (broken is not null && !body.CountsInPart))
        {
            await target.CutAsync(start);
            return new ReceivedBody(start) { Refusal = refusal, Broken = broken };
        }

        // A writer that was stopped for another one's sake is told so; that its body broke off is no news.
        var kept = await KeepAsync(session, target, digests, broken);
        return kept is { Broken: OperationCanceledException, Refusal: null } && writer.Stopped.IsCancellationRequested
            ? kept with { Refusal = SessionErrors.Locked }
            : kept;
    }

    // Where somebody else may be looking at it: it is not opened again.
    private async Task<bool> LiesThereAsync(UploadSession session, CancellationToken cancellationToken) =>
        await objects.StatAsync(session.Key, cancellationToken) == session.Length;

    // Not stopped when the connection ends: what has come until then is read first, and then the body itself says that it has ended.
    private static async Task<Exception?> PumpAsync(BodyPump pump, Stream body, SessionCheckpoints checkpoints, SessionWriter writer)
    {
        try
        {
            return await pump.RunAsync(body, writer.Heard, checkpoints.OnWrittenAsync, writer.Stopped);
        }
        finally
        {
            await checkpoints.EndAsync();
        }
    }

    // Looks at a body that came to its end.
    private static Error? Refuse(UploadSession session, IncomingBody body, BodyPump pump, IObjectAppender target, BodyDigests digests) => body switch
    {
        { IsWhole: true } when pump.IsTooLong || target.Length < session.Length => SessionErrors.SizeMismatch(session.Length, target.Length),
        _ when pump.IsTooLong => UploadErrors.TooLarge(session.Length),
        _ when !digests.HasChecksum => SessionErrors.ChecksumMismatch,
        { IsWhole: true } when session.ExpectedHash is { } expected && digests.Content != expected => SessionErrors.HashMismatch,
        _ => null,
    };

    private async Task<ReceivedBody> KeepAsync(UploadSession session, IObjectAppender target, BodyDigests digests, Exception? broken)
    {
        var offset = target.Length;
        if (offset == session.Length)
        {
            // All of it is there: whether its sender still listens makes no difference.
            return await target.PublishAsync()
                ? new ReceivedBody(offset) { Hash = digests.Content, IsPublished = true }
                : new ReceivedBody(offset) { Refusal = SessionErrors.NotFound };
        }

        await target.FlushAsync();
        if (digests.HandOver() is { } state)
        {
            hashes.Keep(session.Id, offset, state);
        }

        return new ReceivedBody(offset) { Broken = broken };
    }
}
