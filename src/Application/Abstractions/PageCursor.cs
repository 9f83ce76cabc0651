using System.Text.Json;
using System.Text.Json.Serialization;

namespace Picora.Application.Abstractions;

/// <summary>
/// Where a page of a list ended: the sort value and the id of its last row, as the database holds them. Opaque to clients; base64 of JSON
/// as the contract's section 3 shows it.
/// <para>
/// What lies behind it is asked for as <c>key &lt;= last and (key &lt; last or id &lt; lastId)</c>: the first half is a place in the index, from
/// which each engine goes on; "key &lt; last or (key = last and …)" says the same, and PostgreSQL reads the whole list for it.
/// </para>
/// </summary>
public sealed record PageCursor(string Id, DateTimeOffset CreatedAt)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 50;
    private const int MaxTextLength = 2048;

    /// <summary>The sort value, in lists that are not in the order of their age; absent in those that are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Null for text that is no cursor of ours.</summary>
    public static PageCursor? Parse(string text)
    {
        if (text.Length > MaxTextLength)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<PageCursor>(Convert.FromBase64String(text), Json) is { Id: not null } cursor ? cursor : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public override string ToString() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, Json));
}
