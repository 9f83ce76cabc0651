using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

/// <summary>Every operation says which limit it counts under, and what its answers say of it.</summary>
public class RateTierTests() : ServerFixture
{
    // What is not limited, each with its reason.
    private static readonly Dictionary<string, string> Unlimited = new(StringComparer.Ordinal)
    {
        ["healthV1"] = "asked by whatever watches the server",
        ["getRateLimits"] = "contract 5.1: does not consume quota",
    };

    // The placements that the method does not tell (contract section 5.1).
    private static readonly Dictionary<string, string> Unusual = new(StringComparer.Ordinal)
    {
        ["uploadImage"] = "upload",
        ["uploadVideo"] = "upload",
        ["findExistingImages"] = "upload",
        ["signImage"] = "upload",
        ["uploadMedium"] = "upload",
        ["uploadMedia"] = "upload",
        ["importMedium"] = "upload",
        ["uploadAudio"] = "upload",
        ["signAudio"] = "upload",
        ["startOidcLogin"] = "auth",
        ["finishOidcLogin"] = "auth",
        ["sendDeletionCode"] = "auth",
        ["downloadImages"] = "read",
        ["exchangeExportToken"] = "exchange",
        ["createDoc"] = "upload",
        ["restoreDocRevision"] = "upload",
        ["getDocsRaw"] = "read",
    };

    private List<(string Path, string Method, JsonElement Json)> operations = null!;

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        var document = JsonDocument.Parse(await Server.CreateClient().GetStringAsync("/openapi/v1.json")).RootElement;
        operations =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               where path.Name.StartsWith("/v1/", StringComparison.Ordinal)
               from method in path.Value.EnumerateObject()
               select (path.Name, method.Name, method.Value),
        ];
    }

    [Test]
    public void Only_what_is_named_here_has_no_limit() =>
        operations.Where(operation => TierOf(operation.Json) == "none").Select(operation => operation.Json.Text("operationId")).ShouldBe(Unlimited.Keys, ignoreOrder: true);

    [Test]
    public void Tiers_follow_the_method_but_for_the_unusual_ones()
    {
        foreach (var (path, method, json) in operations.Where(operation => TierOf(operation.Json) != "none"))
        {
            var usual = method == "get" ? "read" : path.StartsWith("/v1/auth/", StringComparison.Ordinal) ? "auth" : "mutation";
            TierOf(json).ShouldBe(Unusual.GetValueOrDefault(json.Text("operationId"), usual), $"{method} {path}");
        }
    }

    [Test]
    public void A_limited_operation_documents_its_refusal_and_the_headers_of_its_answers()
    {
        foreach (var (path, method, json) in operations.Where(operation => TierOf(operation.Json) != "none"))
        {
            var responses = json.GetProperty("responses");
            foreach (var response in responses.EnumerateObject().Where(response => response.Name.StartsWith('2') || response.Name == "429"))
            {
                response.Value.GetProperty("headers").EnumerateObject().Select(header => header.Name)
                    .ShouldBe(["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"], ignoreOrder: true);
            }

            responses.GetProperty("429").GetProperty("content").GetProperty("application/json").GetProperty("examples").GetProperty("RATE_LIMITED")
                .GetProperty("value").GetProperty("meta").GetProperty("retryAfterSec").GetInt32().ShouldBeGreaterThan(0, $"{method} {path}");
        }
    }

    private static string TierOf(JsonElement operation) => operation.GetProperty("x-rate-limit-tier").GetString()!;
}
