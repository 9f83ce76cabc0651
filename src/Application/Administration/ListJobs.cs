using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Administration;

/// <summary>What waits, runs and failed, item by item, and what runs by the clock.</summary>
/// <param name="State">One of <c>waiting</c>, <c>running</c>, <c>failed</c>, <c>scheduled</c>; all of them when absent.</param>
[RequireAdministrator]
public sealed record ListJobs(string? State, int? Limit) : IRequest<Result<JobListResponse>>;

/// <param name="Items">At most the asked number of each state.</param>
public sealed record JobListResponse(JobCounts Counts, IReadOnlyList<JobResponse> Items, IReadOnlyList<ScheduledJobStatus> Scheduled);

public sealed record JobCounts(int Waiting, int Running, int Failed);

/// <param name="Id">For retry and run-now.</param>
public sealed record JobResponse(
    string Id,
    string Kind,
    string SubjectId,
    string State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LeasedUntil,
    string? LastError,
    DateTimeOffset CreatedAt);

internal sealed class ListJobsValidator : AbstractValidator<ListJobs>
{
    private const int MostPerState = 200;

    public ListJobsValidator()
    {
        RuleFor(request => request.State).Must(state => state is null or "waiting" or "running" or "failed" or "scheduled")
            .WithMessage("state is waiting, running, failed or scheduled.");
        RuleFor(request => request.Limit).InclusiveBetween(1, MostPerState);
    }
}

internal sealed class ListJobsHandler(IEnumerable<IItemQueue> queues, IJobSchedule schedule) : IRequestHandler<ListJobs, Result<JobListResponse>>
{
    private const int DefaultLimit = 50;

    public async Task<Result<JobListResponse>> Handle(ListJobs request, CancellationToken cancellationToken)
    {
        var states = Enum.GetValues<ItemState>().Where(state => request.State is null || string.Equals(request.State, Name(state), StringComparison.Ordinal)).ToList();
        var totals = Enum.GetValues<ItemState>().ToDictionary(state => state, _ => 0);
        var items = new List<JobResponse>();
        foreach (var queue in queues)
        {
            foreach (var (state, count) in await queue.CountAsync(cancellationToken))
            {
                totals[state] += count;
            }

            foreach (var state in states)
            {
                var jobs = await queue.ListAsync(state, request.Limit ?? DefaultLimit, cancellationToken);
                items.AddRange(jobs.Select(ToResponse));
            }
        }

        var scheduled = request.State is null or "scheduled" ? await schedule.ListAsync(cancellationToken) : [];
        return new JobListResponse(
            new JobCounts(totals[ItemState.Waiting], totals[ItemState.Running], totals[ItemState.Failed]), items, scheduled);
    }

    private static string Name(ItemState state) => state switch
    {
        ItemState.Waiting => "waiting",
        ItemState.Running => "running",
        ItemState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static JobResponse ToResponse(ItemJob job) => new(
        JobIds.Of(job), job.Kind, job.SubjectId, Name(job.State), job.Attempts, job.NextAttemptAt, job.LeasedUntil, job.LastError, job.CreatedAt);
}
