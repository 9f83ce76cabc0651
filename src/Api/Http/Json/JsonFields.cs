using System.Text.Json;

namespace Picora.Api.Http.Json;

/// <summary>The members of a JSON object as the texts that a form's fields would be.</summary>
/// <param name="Values">Without those that are null: they say nothing, as if they were not there.</param>
/// <param name="Contents">How many members would hold the file.</param>
internal sealed record JsonFields(Dictionary<string, string> Values, int Contents)
{
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static JsonFields Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var contents = 0;
        try
        {
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.NameEquals(Base64Body.ContentField))
                {
                    contents++;
                }
                else if (TextOf(member.Value) is { } text)
                {
                    fields[member.Name] = text;
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            // Half a character, written as an escape.
            throw new JsonException("A text is not Unicode.", null, 0, 0, exception);
        }

        return new JsonFields(fields, contents);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };
}
