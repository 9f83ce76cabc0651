using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Documentation;

/// <summary>What the description says of an operation's limit.</summary>
internal static class RateLimitDocs
{
    private const string Extension = "x-rate-limit-tier";

    private static readonly (string Name, string Description)[] Headers =
    [
        ("RateLimit-Limit", "How often the operation's tier may be called in the window that runs."),
        ("RateLimit-Remaining", "How often it still may."),
        ("RateLimit-Reset", "Seconds until the window ends."),
        ("X-RateLimit-Limit", "As `RateLimit-Limit`."),
        ("X-RateLimit-Remaining", "As `RateLimit-Remaining`."),
        ("X-RateLimit-Reset", "When the window ends, in Unix seconds."),
    ];

    /// <summary>The failure that a tier brings along.</summary>
    public static IEnumerable<string> FailuresOf(RateTier tier) => tier == RateTier.None ? [] : ["RATE_LIMITED"];

    public static string SentenceOf(RateTier tier) => tier switch
    {
        RateTier.None => "Not rate limited.",
        RateTier.Read => "Rate limit: `read`.",
        RateTier.Mutation => "Rate limit: `mutation`.",
        RateTier.Upload => "Rate limit: `upload`.",
        RateTier.Auth => "Rate limit: `auth`.",
        RateTier.Exchange => "Rate limit: `exchange`, per network.",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, null),
    };

    /// <summary>Notes the tier, and the headers that every answer to a limited call carries.</summary>
    /// <param name="byPlan">Whether the plan's limits count, which only the headers with an X tell of.</param>
    public static void Describe(OpenApiOperation operation, RateTier tier, bool byPlan, OpenApiDocument document)
    {
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        operation.Extensions[Extension] = new JsonNodeExtension(JsonValue.Create(tier.ToString().ToLowerInvariant()));
        if (tier == RateTier.None)
        {
            return;
        }

        foreach (var (status, response) in operation.Responses!)
        {
            if (response is OpenApiResponse own && (status.StartsWith('2') || string.Equals(status, "429", StringComparison.Ordinal)))
            {
                own.Headers = Headers.Where(header => !byPlan || header.Name.StartsWith("X-", StringComparison.Ordinal)).ToDictionary(header => header.Name, IOpenApiHeader (header) => new OpenApiHeaderReference(header.Name, document), StringComparer.Ordinal);
            }
        }
    }

    /// <summary>The headers themselves, once for all operations.</summary>
    public static Dictionary<string, IOpenApiHeader> Components() => Headers.ToDictionary(
        header => header.Name,
        IOpenApiHeader (header) => new OpenApiHeader { Description = header.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
        StringComparer.Ordinal);
}
