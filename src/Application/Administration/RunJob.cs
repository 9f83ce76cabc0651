using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Administration;

/// <summary>Makes a job run now: a failed or waiting item with fresh attempts, or a scheduled job out of turn.</summary>
[RequireAdministrator]
public sealed record RunJob(string Id) : IRequest<Result<Success>>;

internal sealed class RunJobHandler(IEnumerable<IItemQueue> queues, IJobSchedule schedule, IWorkSignal signal)
    : IRequestHandler<RunJob, Result<Success>>
{
    public async Task<Result<Success>> Handle(RunJob request, CancellationToken cancellationToken)
    {
        var (kind, subject) = JobIds.Split(request.Id);
        if (subject is null)
        {
            return await schedule.TriggerAsync(kind, cancellationToken) ? Success.Value : JobIds.NotFound;
        }

        var queue = queues.FirstOrDefault(candidate => string.Equals(candidate.Kind, kind, StringComparison.Ordinal));
        if (queue is null || !await queue.RetryAsync(subject, cancellationToken))
        {
            return JobIds.NotFound;
        }

        signal.Wake(kind);
        return Success.Value;
    }
}
