using System.ComponentModel;
using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Administration;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Administration;

/// <summary>Background work, for administrators.</summary>
internal sealed class JobEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/v1/admin/jobs").WithTags("admin");
        jobs.MapGet("/", ListAsync).WithName("listJobs").WithSummary("List what waits, runs, failed and is scheduled")
            .Sends<ListJobs>(RateTier.Read).Answers(JobExamples.Jobs).Fails("BAD_REQUEST", "VALIDATION_ERROR");
        jobs.MapPost("/{id}/retry", RunAsync).WithName("retryJob").WithSummary("Try a failed job again with fresh attempts")
            .Sends<RunJob>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
        jobs.MapPost("/{id}/run", RunAsync).WithName("runJob").WithSummary("Run a waiting or scheduled job now")
            .Sends<RunJob>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
        jobs.MapPost("/{id}/pause", PauseAsync).WithName("pauseJob").WithSummary("Stop a job's schedule on all nodes")
            .WithDescription("A run that has begun goes on, and `run` still runs the job.")
            .Sends<PauseJob>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
        jobs.MapPost("/{id}/resume", ResumeAsync).WithName("resumeJob").WithSummary("Let a job's schedule go on")
            .WithDescription("When moments of the schedule have passed meanwhile, the job runs once for all of them.")
            .Sends<PauseJob>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
    }

    private static async Task<IResult> ListAsync(
        [Description("Only jobs that are `waiting`, `running`, `failed` or `scheduled`.")] string? state,
        [Description("1 to 200 of each state, 50 by default.")] int? limit,
        ISender sender,
        CancellationToken cancellationToken) =>
        (await sender.Send(new ListJobs(state, limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> RunAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RunJob(id), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> PauseAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new PauseJob(id, IsPaused: true), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> ResumeAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new PauseJob(id, IsPaused: false), cancellationToken)).ToEmptyEnvelope();
}
