using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>
/// Asks how far an upload by tus is. One that is finished is not found any more (contract section 14.2). One that has all its bytes and is not
/// a medium yet becomes one now: clients forget the file when they are told that all of it is there.
/// </summary>
[RequireCredential]
public sealed record GetTusUpload(string Id, TusHeaders Headers) : IRequest<Result<TusProgress>>;

internal sealed class GetTusUploadHandler(SessionLeases leases, SessionWriters writers, SessionIntake intake, ICaller caller)
    : IRequestHandler<GetTusUpload, Result<TusProgress>>
{
    public async Task<Result<TusProgress>> Handle(GetTusUpload request, CancellationToken cancellationToken)
    {
        if (request.Headers.RefuseVersion() is { } refusal)
        {
            return refusal;
        }

        var owner = caller.Current.UserId;
        var found = await leases.FindAsync(request.Id, owner, UploadWay.Tus, cancellationToken);
        if (found is not null && await writers.StopStalledAsync(request.Id, cancellationToken))
        {
            found = await leases.FindAsync(request.Id, owner, UploadWay.Tus, cancellationToken);
        }

        return found switch
        {
            null => SessionErrors.NotFound,
            _ when caller.Current.RefuseReading(found.Kind) is { } forbidden => forbidden,
            { IsComplete: true } => await intake.FinishAsync(found, cancellationToken),
            _ => TusProgress.Of(found, found.Offset),
        };
    }
}
