using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Moderation;

/// <summary>Withholds a picture, a video, an audio file or a document from everybody, or gives it back. Its row, its bytes and what it costs stay as they are.</summary>
[RequireAdministrator]
public sealed record BlockThing(string Id, bool Blocked) : IRequest<Result<Success>>;

internal sealed class BlockThingHandler(IUnitOfWork unitOfWork, ReportableThings things, ReportedThings reported, TimeProvider time)
    : IRequestHandler<BlockThing, Result<Success>>
{
    public Task<Result<Success>> Handle(BlockThing request, CancellationToken cancellationToken)
    {
        DateTimeOffset? since = request.Blocked ? time.Now() : null;
        return unitOfWork.ExecuteAsync<Success>(
            async token => await things.WithholdAsync(request.Id, since, token) is { } subject
                ? reported.Note(subject, request.Blocked ? AuditAction.MediaWithheld : AuditAction.MediaReturned)
                : ReportErrors.ThingNotFound,
            cancellationToken);
    }
}
