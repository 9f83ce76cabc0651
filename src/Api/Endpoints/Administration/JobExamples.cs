using Picora.Api.Documentation;
using Picora.Application.Abstractions;
using Picora.Application.Administration;

namespace Picora.Api.Endpoints.Administration;

internal static class JobExamples
{
    public static readonly JobListResponse Jobs = new(
        new JobCounts(Waiting: 0, Running: 0, Failed: 1),
        [
            new JobResponse(
                "image-variants~Qw3rTy7uIo1", "image-variants", "Qw3rTy7uIo1", "failed", 5, null, null, "The picture cannot be decoded.", Samples.Now),
        ],
        [
            new ScheduledJobStatus("reconcile-quotas", "Recounts what everybody stores and repairs what drifted.", "0 0 3 * * ?", Samples.Now.AddHours(17))
            {
                LastRunAt = Samples.Now.AddHours(-7),
                LastSucceeded = true,
                LastSummary = "Recounted 12 accounts; none had drifted.",
            },
        ]);
}
