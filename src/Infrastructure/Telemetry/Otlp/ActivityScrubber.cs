using System.Diagnostics;
using OpenTelemetry;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Telemetry.Otlp;

/// <summary>
/// Takes from each span what is not known to be harmless: the framework and drivers add addresses, paths, queries and statements by
/// themselves, and another version may add more. What stays has few values, none of them sent by a client.
/// </summary>
internal sealed class ActivityScrubber : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.route", "http.response.status_code", "url.scheme", "network.protocol.version", "error.type",
        "db.system.name", "db.operation.name", PicoraActivities.Outcome, RequestId,
    };

    /// <summary>The id by which the log and the answer name the request.</summary>
    private const string RequestId = "picora.request_id";

    public override void OnEnd(Activity data)
    {
        foreach (var (key, _) in data.TagObjects.ToList())
        {
            if (!Kept.Contains(key))
            {
                data.SetTag(key, null);
            }
        }

        // A client's words, passed on from service to service.
        data.TraceStateString = null;
    }
}
