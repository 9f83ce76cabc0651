using MediatR;
using Picora.Api.Http;
using Picora.Application.Administration;

namespace Picora.Api.Endpoints.Administration;

/// <summary>Background work, for administrators.</summary>
internal sealed class JobEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/v1/admin/jobs").WithTags("admin");
        jobs.MapGet("/", ListAsync).WithName("listJobs").WithSummary("List what waits, runs, failed and is scheduled");
        jobs.MapPost("/{id}/retry", RunAsync).WithName("retryJob").WithSummary("Try a failed job again with fresh attempts");
        jobs.MapPost("/{id}/run", RunAsync).WithName("runJob").WithSummary("Run a waiting or scheduled job now");
    }

    private static async Task<IResult> ListAsync(string? state, int? limit, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListJobs(state, limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> RunAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RunJob(id), cancellationToken)).ToEmptyEnvelope();
}
