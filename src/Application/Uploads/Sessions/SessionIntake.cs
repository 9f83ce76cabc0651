using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>How far an upload by tus is.</summary>
/// <param name="Offset">How many bytes are durable.</param>
/// <param name="Metadata">As the client sent it.</param>
/// <param name="ExpiresAt">When the upload is given up, unless more comes.</param>
public sealed record TusProgress(string Id, long Offset, long Length, string Metadata, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether the request that was answered brought bytes along.</summary>
    public bool TookBytes { get; init; }

    /// <summary>What the upload has become; null while some of it is missing.</summary>
    public ArrivedMedium? Arrived { get; init; }

    internal static TusProgress Of(UploadSession session, long offset) => new(session.Id, offset, session.Length, session.Metadata, session.ExpiresAt);
}

/// <summary>Takes the bytes of one request for an upload, as its one writer, and ends the upload with its last byte.</summary>
internal sealed class SessionIntake(
    SessionLeases leases, SessionWriters writers, SessionReceiver receiver, SessionCompletion completion, ICaller caller)
{
    public Task<Result<TusProgress>> AppendAsync(UploadSession session, IncomingBody body, CancellationToken cancellationToken) =>
        AppendAsync(session, body, LeasePurpose.Continue, cancellationToken);

    /// <summary>Ends an upload that has all its bytes.</summary>
    public Task<Result<TusProgress>> FinishAsync(UploadSession session, CancellationToken cancellationToken) =>
        AppendAsync(session, IncomingBody.Nothing, LeasePurpose.Finish, cancellationToken);

    /// <summary>Makes room for itself when the writer that is there has gone quiet; null when it has not.</summary>
    public async Task<SessionWriter?> EnterAsync(string id, CancellationToken cancellationToken) =>
        writers.TryEnter(id) ?? (await writers.StopStalledAsync(id, cancellationToken) ? writers.TryEnter(id) : null);

    private async Task<Result<TusProgress>> AppendAsync(UploadSession session, IncomingBody body, LeasePurpose purpose, CancellationToken cancellationToken)
    {
        using var writer = await EnterAsync(session.Id, cancellationToken);
        if (writer is null)
        {
            return SessionErrors.Locked;
        }

        var leased = await leases.TakeAsync(session, purpose, cancellationToken);
        return leased.IsSuccess ? await AppendAsync(session, body, writer, cancellationToken) : leased.Error;
    }

    private async Task<Result<TusProgress>> AppendAsync(
        UploadSession session, IncomingBody body, SessionWriter writer, CancellationToken cancellationToken)
    {
        var ended = false;
        try
        {
            var received = await receiver.ReceiveAsync(session, body, writer, cancellationToken);
            var result = received.IsPublished ? await CompleteAsync(session, received) : await LeaveAsync(session, received);
            ended = true;
            if (received is { Broken: { } broken, Refusal: null })
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(broken);
            }

            return result;
        }
        finally
        {
            if (!ended)
            {
                await leases.ReleaseAsync(session);
            }
        }
    }

    private async Task<Result<TusProgress>> LeaveAsync(UploadSession session, ReceivedBody received)
    {
        var noted = await leases.LeaveAsync(session, received.Offset);
        return received.Refusal switch
        {
            { } refusal => refusal,
            null when !noted => SessionErrors.NotFound,
            null => TusProgress.Of(session, received.Offset),
        };
    }

    // Whether the sender still listens makes no difference any more, so its token does not count.
    private async Task<Result<TusProgress>> CompleteAsync(UploadSession session, ReceivedBody received)
    {
        // A small picture is looked at in no time.
        if ((session.Kind != MediaKind.Image || received.Hash is null) && !await leases.KeepForFinishAsync(session, CancellationToken.None))
        {
            return SessionErrors.Locked;
        }

        var arrived = default(Result<ArrivedMedium>);
        var ended = false;
        try
        {
            arrived = await completion.CompleteAsync(session, received.Hash, caller.Current, CancellationToken.None);
            ended = arrived.IsSuccess;
        }
        finally
        {
            if (!ended)
            {
                // What is refused for good is gone by now. What is not has all its bytes: whoever asks for it and the sweeper try again.
                await leases.PauseAsync(session);
            }
        }

        return arrived.Map(medium => TusProgress.Of(session, received.Offset) with { Arrived = medium });
    }
}
