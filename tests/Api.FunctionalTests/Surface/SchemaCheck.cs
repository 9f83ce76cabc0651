using System.Globalization;
using System.Text.Json;

namespace Picora.Api.FunctionalTests.Surface;

/// <summary>Holds a value against a schema of the API's description: types, required members, and no member that the schema lacks.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>What is wrong, each with its place.</summary>
    public IReadOnlyList<string> Faults(JsonElement value, JsonElement schema, string place = "$")
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var faults = choices.EnumerateArray().Select(choice => Faults(value, choice, place)).ToList();
            return faults.Exists(found => found.Count == 0) ? [] : faults.MinBy(found => found.Count)!;
        }

        if (schema.TryGetProperty("type", out var types) && !Types(types).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(types).Contains("number")))
        {
            return [$"{place} is {TypeOf(value)}, not {types}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => [.. Members(value, schema, place)],
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                [.. value.EnumerateArray().SelectMany((item, index) => Faults(item, items, $"{place}[{index}]"))],
            JsonValueKind.String when schema.TryGetProperty("format", out var format) && format.ValueEquals("date-time") && !IsInstant(value.GetString()!) =>
                [$"{place} is no instant: {value}"],
            _ => [],
        };
    }

    private IEnumerable<string> Members(JsonElement value, JsonElement schema, string place)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal) : [];
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
        foreach (var name in required.Where(name => !value.TryGetProperty(name, out _)))
        {
            yield return $"{place}.{name} is missing";
        }

        foreach (var member in value.EnumerateObject())
        {
            var described = known.TryGetValue(member.Name, out var own) ? own : schema.TryGetProperty("additionalProperties", out var others) ? others : (JsonElement?)null;
            var faults = described is { } found ? Faults(member.Value, found, $"{place}.{member.Name}")
                : known.Count == 0 ? [] : [$"{place}.{member.Name} is not described"];
            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    private JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
        : schema;

    private static string[] Types(JsonElement types) =>
        types.ValueKind == JsonValueKind.Array ? [.. types.EnumerateArray().Select(type => type.GetString()!)] : [types.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static bool IsInstant(string text) => DateTime.TryParseExact(text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
