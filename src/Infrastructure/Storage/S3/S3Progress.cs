using System.Text.Json;
using System.Text.Json.Serialization;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>Bytes of an unfinished object that are no whole part yet, kept as an object of their own.</summary>
/// <param name="Start">Where they begin in the object that they are for: where its last part ends.</param>
internal sealed record StoredTail(string Name, long Start, long Length);

/// <summary>How far an unfinished object is: what one of its records says.</summary>
/// <param name="Upload">Null as long as there is no whole part.</param>
/// <param name="Parts">In their order.</param>
/// <param name="PartBytes">The size of all parts but the last, for good: so the part of a number is the same bytes whoever sends it, and however often. Ceph's gateway completes nothing whose parts are not all named, so none may be left over.</param>
/// <param name="Tails">The newest first. Older ones are kept for a caller that has not noted the newest length yet.</param>
internal sealed record S3Progress(PartsUpload? Upload, IReadOnlyList<StoredPart> Parts, int PartBytes, IReadOnlyList<StoredTail> Tails)
{
    /// <summary>Null when the last part ends where the object does.</summary>
    [JsonIgnore]
    public StoredTail? Newest => Tails.Count > 0 ? Tails[0] : null;

    [JsonIgnore]
    public long PartsLength => Parts.Sum(part => part.Size);

    public Stream ToStream() => new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(this), writable: false);

    public static S3Progress Begin(int partBytes) => new(null, [], partBytes, []);

    /// <summary>Null for a record that says nothing of progress.</summary>
    public static async Task<S3Progress?> ReadAsync(Stream content, CancellationToken cancellationToken) =>
        await JsonSerializer.DeserializeAsync<S3Progress>(content, cancellationToken: cancellationToken) is { Parts: not null } progress ? progress : null;

    /// <summary>What is kept when everything behind a length is given up: the parts before it, and the tail that reaches from there to it or nearest to it.</summary>
    public S3Progress CutTo(long length)
    {
        var (kept, end) = (new List<StoredPart>(), 0L);
        foreach (var part in Parts.TakeWhile(part => end + part.Size <= length))
        {
            kept.Add(part);
            end += part.Size;
        }

        var tail = Tails.Where(tail => tail.Start == end && end < length).MaxBy(tail => tail.Length);
        return this with { Parts = kept, Tails = tail is null ? [] : [tail] };
    }
}
