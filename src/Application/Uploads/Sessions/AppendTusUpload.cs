using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Adds bytes to an upload by tus. The last one makes it a medium.</summary>
[RequireCredential]
public sealed record AppendTusUpload(string Id, TusHeaders Headers, Stream Body) : IRequest<Result<TusProgress>>;

internal sealed class AppendTusUploadHandler(SessionLeases leases, SessionWriters writers, SessionIntake intake, ICaller caller)
    : IRequestHandler<AppendTusUpload, Result<TusProgress>>
{
    public async Task<Result<TusProgress>> Handle(AppendTusUpload request, CancellationToken cancellationToken)
    {
        var headers = request.Headers;
        if ((headers.RefuseVersion() ?? (headers.HasUpload() ? null : TusProtocol.WrongType)) is { } refusal)
        {
            return refusal;
        }

        var offset = TusProtocol.ReadBytes("Upload-Offset", headers.Offset);
        var body = offset.IsSuccess ? headers.ReadBody(request.Body) : offset.Error;
        if (!body.IsSuccess)
        {
            return body.Error;
        }

        var found = await FindAsync(request.Id, offset.Value, cancellationToken);
        return found switch
        {
            null => SessionErrors.NotFound,
            _ when caller.Current.RefuseWriting(found.Kind) is { } forbidden => forbidden,
            _ when found.Offset != offset.Value => SessionErrors.OffsetMismatch(found.Offset),
            _ when body.Value.Announced > found.Length - found.Offset => UploadErrors.TooLarge(found.Length),
            _ => await intake.AppendAsync(found, body.Value, cancellationToken),
        };
    }

    // Whoever resumes may know before this node does that the connection before is gone.
    private async Task<UploadSession?> FindAsync(string id, long offset, CancellationToken cancellationToken)
    {
        var found = await leases.FindAsync(id, caller.Current.UserId, UploadWay.Tus, cancellationToken);
        return found is not null && found.Offset != offset && await writers.StopStalledAsync(id, cancellationToken)
            ? await leases.FindAsync(id, caller.Current.UserId, UploadWay.Tus, cancellationToken)
            : found;
    }
}
