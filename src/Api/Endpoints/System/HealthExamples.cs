using Picora.Api.Documentation;
using Picora.Api.Http;

namespace Picora.Api.Endpoints.System;

internal static class HealthExamples
{
    public static readonly HealthResponse Health = new(true, Samples.Now, "0.1.0", new HealthFeatures(Kb: false, MediaListingV2: true));

    public static readonly LiveResponse Live = new(true);

    private static readonly ReadinessCheckResponse Works = new(true, true, "It works.");

    public static readonly ReadinessResponse Ready = Of(true, Works);

    public static readonly ReadinessResponse NotReady = Of(false, new ReadinessCheckResponse(false, true, "It does not answer in time."));

    private static ReadinessResponse Of(bool ok, ReadinessCheckResponse database) => new(
        ok,
        new Dictionary<string, ReadinessCheckResponse>(StringComparer.Ordinal)
        {
            ["database"] = database,
            ["storage"] = Works,
            ["imaging"] = Works with { Required = false },
            ["heic"] = Works with { Required = false },
        });
}
