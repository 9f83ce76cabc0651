using System.Diagnostics.Metrics;

namespace Picora.Application.Media.Contracts;

/// <summary>What came in, for whoever watches the server. Counted once it has been added, or was found to be there already.</summary>
public sealed class ArrivalMetrics
{
    public const string Document = "document";

    private readonly Counter<long> arrived;
    private readonly Counter<long> bytes;

    public ArrivalMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Picora.Uploads");
        arrived = meter.CreateCounter<long>("picora.uploads", "{upload}", "Media and documents that came in, by kind; a duplicate was there already.");
        bytes = meter.CreateCounter<long>("picora.uploads.bytes", "By", "Bytes of the media and documents that were added, as they came.");
    }

    /// <param name="kind">A name of a <c>MediaKind</c>, or <see cref="Document"/>.</param>
    /// <param name="size">In bytes.</param>
    public void Count(string kind, bool isDuplicate, long size)
    {
        arrived.Add(1, new("kind", kind), new("outcome", isDuplicate ? "duplicate" : "added"));
        if (!isDuplicate)
        {
            bytes.Add(size, new KeyValuePair<string, object?>("kind", kind));
        }
    }
}
