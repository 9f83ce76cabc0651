using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Administration;

/// <summary>Stops the schedule of a job on all nodes, or lets it go on. What is asked for by hand runs all the same.</summary>
[RequireAdministrator]
public sealed record PauseJob(string Id, bool IsPaused) : IRequest<Result<Success>>;

internal sealed class PauseJobHandler(IJobSchedule schedule) : IRequestHandler<PauseJob, Result<Success>>
{
    public async Task<Result<Success>> Handle(PauseJob request, CancellationToken cancellationToken) =>
        await schedule.PauseAsync(request.Id, request.IsPaused, cancellationToken) ? Success.Value : JobIds.NotFound;
}
