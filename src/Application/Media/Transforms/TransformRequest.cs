using Picora.Domain;
using Picora.Domain.Media.Transforms;

namespace Picora.Application.Media.Transforms;

/// <summary>What the parameters of a picture's address ask for.</summary>
/// <param name="IsFree">Whether it is more than a preset.</param>
/// <param name="IsPreview">Made for a look, and not kept.</param>
internal sealed record TransformRequest(TransformParameters Parameters, bool IsFree, bool IsPreview)
{
    private const string Preset = "preset";
    private const string Preview = "preview";

    /// <param name="query">The parameters as they stand in the address, joined by <c>&amp;</c>.</param>
    public static Result<TransformRequest> Parse(string query, IReadOnlyDictionary<string, string> presets) =>
        Split(query).Bind(given =>
        {
            var isPreview = given.Remove(Preview, out var preview);
            if (isPreview && !string.Equals(preview, "1", StringComparison.Ordinal))
            {
                return TransformQuery.Invalid("preview is 1.");
            }

            var isFree = given.Count > (given.ContainsKey(Preset) ? 1 : 0);
            return Expand(given, presets).Bind(TransformQuery.Parse)
                .Map(parameters => new TransformRequest(parameters, isFree, isPreview));
        });

    public static Result<TransformParameters> ParsePreset(string query) => Split(query).Bind(TransformQuery.Parse);

    private static Result<Dictionary<string, string>> Expand(Dictionary<string, string> given, IReadOnlyDictionary<string, string> presets)
    {
        if (!given.Remove(Preset, out var name))
        {
            return given;
        }

        return presets.TryGetValue(name, out var preset) ? Split(preset).Map(usual => Replace(usual, given)) : TransformQuery.Invalid("preset: there is no such preset.");
    }

    private static Dictionary<string, string> Replace(Dictionary<string, string> usual, Dictionary<string, string> given)
    {
        // Two ways to say the same: the nearer one counts.
        if (given.ContainsKey("gravity") || given.ContainsKey("focus"))
        {
            usual.Remove("gravity");
            usual.Remove("focus");
        }

        foreach (var (name, value) in given)
        {
            usual[name] = value;
        }

        return usual;
    }

    private static Result<Dictionary<string, string>> Split(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Uri.UnescapeDataString(equals < 0 ? part : part[..equals]);
            if (!parameters.TryAdd(name, equals < 0 ? string.Empty : Uri.UnescapeDataString(part[(equals + 1)..])))
            {
                return TransformQuery.Invalid($"{name} is given twice.");
            }
        }

        return parameters;
    }
}
