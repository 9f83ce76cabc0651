using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Picora.Api.Composition;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Surface;

public class OpenApiTests() : ServerFixture
{
    private string text = null!;
    private JsonElement document;
    private List<Operation> operations = null!;

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        text = await Server.CreateClient().GetStringAsync("/openapi/v1.json");
        document = JsonDocument.Parse(text).RootElement;
        operations =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select new Operation(method.Name.ToUpperInvariant(), path.Name, method.Value),
        ];
    }

    [Test]
    public void It_is_valid_OpenAPI_3_1()
    {
        var read = OpenApiDocument.Parse(text, "json");

        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        document.GetProperty("servers")[0].Text("url").ShouldBe(Server.Url);
    }

    [Test]
    public async Task Every_endpoint_below_v1_is_described_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("picora-test-");
        List<string> mapped;
        await using (var app = PicoraHost.Build([$"--Picora:DataFolder={folder}"]))
        {
            mapped =
            [
                .. from endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                let route = "/" + endpoint.RoutePattern.RawText!.Trim('/')
                where route.StartsWith("/v1/", StringComparison.Ordinal)
                from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Except(["HEAD"])
                select $"{method} {route}",
            ];
        }

        folder.Delete(recursive: true);
        operations.Select(operation => operation.Name).Where(name => name.Contains(" /v1/", StringComparison.Ordinal)).ShouldBe(mapped, ignoreOrder: true);
    }

    [Test]
    public void Every_operation_has_an_id_of_its_own_a_summary_a_tag_and_an_example()
    {
        operations.Select(operation => operation.Json.Text("operationId")).ShouldBeUnique();
        foreach (var operation in operations)
        {
            operation.Json.Text("summary").ShouldNotBeEmpty(operation.Name);
            operation.Json.GetProperty("tags").GetArrayLength().ShouldBe(1, operation.Name);
            operation.Contents().Where(content => content.Type == "application/json" && !content.Has("example") && !content.Has("examples"))
                .ShouldBeEmpty(operation.Name);
            operation.Contents().ShouldNotBeEmpty(operation.Name);
        }
    }

    [Test]
    public void Every_operation_with_a_credential_names_its_failures()
    {
        foreach (var operation in operations.Where(operation => operation.Json.GetProperty("security").GetArrayLength() > 0))
        {
            var statuses = operation.Json.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
            statuses.ShouldContain("500", operation.Name);
            (statuses.Contains("401") || statuses.Contains("403")).ShouldBeTrue(operation.Name);
        }
    }

    [Test]
    public void Every_example_fits_its_schema()
    {
        var check = new SchemaCheck(document);
        foreach (var operation in operations)
        {
            foreach (var content in operation.Contents().Where(content => content.Type == "application/json"))
            {
                content.Examples().SelectMany(example => check.Faults(example, content.Schema)).ShouldBeEmpty($"{operation.Name} {content.Place}");
            }
        }
    }

    [Test]
    public async Task Real_answers_have_exactly_the_described_members()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("images:read", "images:write", "images:delete", "usage:read");
        var image = (await key.Http.UploadAsync(Pictures.Jpeg())).Text("id");

        await CheckAsync(user.Http, "GET", "/v1/user/me");
        await CheckAsync(user.Http, "GET", "/v1/user/me/usage");
        await CheckAsync(user.Http, "GET", "/v1/api-keys");
        await CheckAsync(user.Http, "GET", "/v1/auth/verify");
        await CheckAsync(key.Http, "GET", "/v1/auth/verify");
        await CheckAsync(key.Http, "GET", "/v1/images");
        await CheckAsync(key.Http, "GET", "/v1/images/{id}", image);
        await CheckAsync(key.Http, "GET", "/v1/images/{id}", "AAAAAAAAAAA");
        await CheckAsync(key.Http, "GET", "/v1/api-keys");
        await CheckAsync(Server.CreateClient(), "GET", "/v1/images");
        await CheckAsync(key.Http, "DELETE", "/v1/images/{id}", image);
        await CheckAsync(user.Http, "GET", "/v1/admin/jobs");
        await CheckAsync(Server.CreateClient(), "GET", "/health/ready");
    }

    [Test]
    public async Task The_description_is_sent_once()
    {
        var client = Server.CreateClient();
        var first = await client.GetAsync("/openapi/v1.json");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        (await client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    private async Task CheckAsync(HttpClient client, string method, string path, string? id = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", id, StringComparison.Ordinal));
        var answer = await client.SendAsync(request);
        var body = await answer.BodyAsync(answer.StatusCode);
        var operation = operations.Single(described => described.Name == $"{method} {path}");
        var content = operation.Contents().Single(described => described.Place == $"{(int)answer.StatusCode}");

        new SchemaCheck(document).Faults(body, content.Schema).ShouldBeEmpty($"{method} {path} {(int)answer.StatusCode}");
        if (answer.StatusCode >= HttpStatusCode.BadRequest)
        {
            content.Json.GetProperty("examples").EnumerateObject().Select(example => example.Name).ShouldContain(body.Text("code"));
        }
    }

    private sealed record Operation(string Method, string Path, JsonElement Json)
    {
        public string Name => $"{Method} {Path}";

        public IEnumerable<Content> Contents() =>
        [
            .. Json.TryGetProperty("requestBody", out var body) ? Of("body", body) : [],
            .. Json.GetProperty("responses").EnumerateObject().SelectMany(response => Of(response.Name, response.Value)),
        ];

        private static IEnumerable<Content> Of(string place, JsonElement holder) => holder.TryGetProperty("content", out var content)
            ? content.EnumerateObject().Select(type => new Content(place, type.Name, type.Value))
            : [];
    }

    private sealed record Content(string Place, string Type, JsonElement Json)
    {
        public JsonElement Schema => Json.GetProperty("schema");

        public bool Has(string name) => Json.TryGetProperty(name, out _);

        public IEnumerable<JsonElement> Examples() =>
        [
            .. Json.TryGetProperty("example", out var one) ? [one] : Array.Empty<JsonElement>(),
            .. Json.TryGetProperty("examples", out var many) ? many.EnumerateObject().Select(example => example.Value.GetProperty("value")) : [],
        ];
    }
}
