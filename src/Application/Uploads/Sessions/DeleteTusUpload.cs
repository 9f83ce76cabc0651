using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Gives an upload up: what it holds of the quota comes back, its bytes go.</summary>
[RequireCredential]
public sealed record DeleteTusUpload(string Id, TusHeaders Headers) : IRequest<Result<Success>>;

internal sealed class DeleteTusUploadHandler(
    SessionLeases leases, SessionWriters writers, SessionIntake intake, SessionCompletion completion, ICaller caller)
    : IRequestHandler<DeleteTusUpload, Result<Success>>
{
    public async Task<Result<Success>> Handle(DeleteTusUpload request, CancellationToken cancellationToken)
    {
        if (request.Headers.RefuseVersion() is { } refusal)
        {
            return refusal;
        }

        var found = await leases.FindAsync(request.Id, caller.Current.UserId, UploadWay.Tus, cancellationToken);
        return found switch
        {
            null => SessionErrors.NotFound,
            _ when caller.Current.RefuseDeleting(found.Kind) is { } forbidden => forbidden,
            _ => await GiveUpAsync(found, cancellationToken),
        };
    }

    // Under the lease: no writer may make the file anew behind its removal.
    private async Task<Result<Success>> GiveUpAsync(UploadSession session, CancellationToken cancellationToken)
    {
        await writers.StopAsync(session.Id, cancellationToken);
        using var writer = await intake.EnterAsync(session.Id, cancellationToken);
        if (writer is null)
        {
            return SessionErrors.Locked;
        }

        // The writer that was stopped has moved the offset.
        var current = await leases.FindAsync(session.Id, session.OwnerId, UploadWay.Tus, cancellationToken);
        if (current is null)
        {
            return SessionErrors.NotFound;
        }

        var leased = await leases.TakeAsync(current, LeasePurpose.Finish, cancellationToken);
        return leased.IsSuccess ? await completion.GiveUpAsync(leased.Value, cancellationToken) : leased.Error;
    }
}
