using System.Text.Json;

namespace Picora.Application.Media.Sync;

/// <summary>Where a client's copy stands. Opaque to clients: base64 of JSON, like every cursor.</summary>
/// <param name="Revision">Everything before this number was given out, and of this number everything up to <paramref name="Id"/>.</param>
/// <param name="Id">Null when the whole number was given out.</param>
/// <param name="Start">The journal's number when the client began: deletions up to it do not concern a copy that had nothing yet.</param>
internal sealed record SyncCursor(long Revision, string? Id, long Start)
{
    private const int MaxTextLength = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Null for text that is no cursor of ours.</summary>
    public static SyncCursor? Parse(string text)
    {
        if (text.Length > MaxTextLength)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SyncCursor>(Convert.FromBase64String(text), Json) is { Revision: >= 0, Start: >= 0 } cursor
                && cursor.Id?.Contains('\0', StringComparison.Ordinal) != true
                ? cursor
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    public override string ToString() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, Json));
}
