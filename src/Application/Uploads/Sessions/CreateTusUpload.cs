using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Begins an upload by tus, and holds all of its length; takes its first bytes when they come along (creation-with-upload).</summary>
[RequireCredential]
public sealed record CreateTusUpload(TusHeaders Headers, Stream Body) : IRequest<Result<TusProgress>>;

internal sealed class CreateTusUploadHandler(
    MediaArrivals arrivals, SessionOpening opening, SessionIntake intake, SessionCompletion completion, ICaller caller)
    : IRequestHandler<CreateTusUpload, Result<TusProgress>>
{
    public async Task<Result<TusProgress>> Handle(CreateTusUpload request, CancellationToken cancellationToken)
    {
        var (headers, asked) = (request.Headers, Read(request.Headers));
        var body = asked.IsSuccess ? headers.ReadBody(request.Body) : asked.Error;
        if (!body.IsSuccess)
        {
            return body.Error;
        }

        if (body.Value.Announced > asked.Value.Length && headers.HasUpload())
        {
            return UploadErrors.TooLarge(asked.Value.Length);
        }

        var opened = await opening.OpenAsync(asked.Value, cancellationToken);
        return opened switch
        {
            { IsSuccess: false } => opened.Error,
            _ when headers.HasUpload() => await AppendAsync(opened.Value, body.Value, cancellationToken),
            _ => TusProgress.Of(opened.Value, 0),
        };
    }

    private static Error? RefuseExtensions(TusHeaders headers) => headers switch
    {
        { Concat: not null } => TusProtocol.Malformed("This server does not concatenate uploads: send the file as one upload"),
        { DeferLength: not null } => TusProtocol.Malformed("This server does not defer lengths: send Upload-Length"),
        { ContentLength: > 0 } when !headers.HasUpload() => TusProtocol.WrongType,
        _ => null,
    };

    private Result<NewSession> Read(TusHeaders headers)
    {
        if ((headers.RefuseVersion() ?? RefuseExtensions(headers)) is { } refusal)
        {
            return refusal;
        }

        var length = TusProtocol.ReadBytes("Upload-Length", headers.Length);
        return length switch
        {
            { IsSuccess: false } => length.Error,
            { Value: 0 } => Error.Validation("Upload-Length", "Validation error: Upload-Length is at least 1"),
            _ => UploadMetadata.Parse(headers.Metadata).Bind(metadata => Order(length.Value, metadata)),
        };
    }

    private Result<NewSession> Order(long length, UploadMetadata metadata)
    {
        if (arrivals.Of(metadata) is not { } arrival)
        {
            return SessionErrors.NoKind;
        }

        if (caller.Current.RefuseWriting(arrival.Kind) is { } refusal)
        {
            return refusal;
        }

        return arrival.CheckFields(MediaArrivals.FieldsOf(metadata)).Bind(_ => arrival.Order(length))
            .Map(order => new NewSession(arrival.Kind, UploadWay.Tus, order, length, metadata));
    }

    // Nobody knows the address of an upload whose creation fails: it could not be resumed, so it is given up.
    private async Task<Result<TusProgress>> AppendAsync(UploadSession session, IncomingBody body, CancellationToken cancellationToken)
    {
        var kept = false;
        try
        {
            var progress = await intake.AppendAsync(session, body, cancellationToken);
            kept = progress.IsSuccess;
            return progress.Map(done => done with { TookBytes = true });
        }
        finally
        {
            if (!kept)
            {
                await completion.GiveUpAsync(session, CancellationToken.None);
            }
        }
    }
}
