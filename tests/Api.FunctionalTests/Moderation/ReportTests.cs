using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Moderation;

/// <summary>Anybody reports what they can see; operators do something about it; its owner never learns who it was.</summary>
public class ReportTests() : ServerFixture("--Picora:Moderation:ReportsPerNetwork=1000", "--Picora:Accounts:SignUpPlan=pro")
{
    private const string Reports = "/v1/moderation/reports";
    private const string Queue = "/v1/admin/moderation/reports";

    private TestUser administrator = null!;

    private HttpClient Nobody => Server.CreateClient();

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [TestCase(Reports)]
    [TestCase("/api/v1/moderation/report")]
    public async Task A_report_is_taken_on_either_surface_from_anybody(string route)
    {
        var owner = await Server.SignUpAsync();
        var image = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1201));
        var body = new { targetType = "file", targetId = $"file_{image.Text("id")}", reason = "copyright", details = "Mine" };
        foreach (var client in new[] { Nobody, (await Server.SignUpAsync()).Http, (await (await Server.SignUpAsync()).CreateKeyAsync("read")).Http })
        {
            var first = Bare(await (await client.PostAsJsonAsync(route, body)).BodyAsync(HttpStatusCode.Created));
            var again = Bare(await (await client.PostAsJsonAsync(route, body)).BodyAsync());

            first.Text("status").ShouldBe("pending");
            again.GetRawText().ShouldBe(first.GetRawText());
            first.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "status", "createdAt"]);
        }

        (await ListAsync("?status=pending")).Count(report => report.Text("targetId") == image.Text("id")).ShouldBe(3);
    }

    [Test]
    public async Task An_address_is_enough()
    {
        var owner = await Server.SignUpAsync();
        var image = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1210));
        var audio = await owner.Http.UploadAudioAsync(Tracks.Mp3());
        var doc = await owner.Http.AddDocAsync("# Harbour", more: new { isPublic = true });
        var (id, track, text) = (image.Text("id"), audio.Text("id"), doc.Text("id"));
        var addresses = new (string Url, string Type, string Id)[]
        {
            (image.Text("url"), "image", id), ($"{image.Text("url")}?w=10", "image", id), ($"{Server.Url}/media/{id}/thumbnail.webp", "image", id),
            (audio.Text("url"), "audio", track), (audio.Text("thumbnailUrl"), "audio", track),
            ($"{Server.Url}/d/{text}", "doc", text), ($"{Server.Url}/v1/docs/{text}/raw", "doc", text),
        };
        foreach (var (url, type, target) in addresses)
        {
            var reporter = await Server.SignUpAsync();
            await (await reporter.Http.PostAsJsonAsync(Reports, new { url, reason = "hate" })).DataAsync(HttpStatusCode.Created);

            var found = (await ListAsync())[0];
            (found.Text("targetType"), found.Text("targetId"), found.Text("ownerId"), found.Text("reporterId")).ShouldBe((type, target, owner.Id, reporter.Id), url);
        }
    }

    [Test]
    public async Task What_the_reporter_cannot_see_is_not_there()
    {
        var (owner, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var hidden = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1220), fields: ("isPublic", "false"));
        var doc = await owner.Http.AddDocAsync("# Secret", more: new { isPublic = false });
        var signed = (await owner.Http.WriteAsync($"/v1/images/{hidden.Text("id")}/sign", new { })).Text("signedUrl");
        var unseen = new object[]
        {
            new { targetType = "image", targetId = hidden.Text("id"), reason = "spam" }, new { targetType = "image", targetId = "AAAAAAAAAAA", reason = "spam" },
            new { targetType = "doc", targetId = doc.Text("id"), reason = "spam" }, new { targetType = "video", targetId = "AAAAAAAAAAAAAAAAAAAAA", reason = "spam" },
            new { url = hidden.Text("url"), reason = "spam" }, new { url = signed[..^1], reason = "spam" }, new { url = "https://elsewhere.example/AAAAAAAAAAA.png", reason = "spam" },
            new { url = $"{Server.Url}/dashboard", reason = "spam" }, new { url = "not an address", reason = "spam" },
        };
        var answers = new List<string>();
        foreach (var body in unseen)
        {
            var answer = await stranger.Http.PostAsJsonAsync(Reports, body);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, body.ToString());
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        answers.Distinct().Count().ShouldBe(1, "all refusals are alike");
        (await stranger.Http.PostAsJsonAsync(Reports, new { url = signed, reason = "illegal" })).StatusCode.ShouldBe(HttpStatusCode.Created, "whoever was given the address has seen it");
    }

    [TestCase("""{"targetType":"image","targetId":"AAAAAAAAAAA"}""", "reason")]
    [TestCase("""{"targetType":"image","targetId":"AAAAAAAAAAA","reason":"boring"}""", "reason")]
    [TestCase("""{"targetType":"person","targetId":"AAAAAAAAAAA","reason":"spam"}""", "targetType")]
    [TestCase("""{"targetType":"image","reason":"spam"}""", "targetId")]
    [TestCase("""{"targetType":"image","targetId":"AAAAAAAAAAA","reason":"spam","details":"\u0000"}""", "details")]
    [TestCase("""{"targetType":"image","targetId":"AAAAAAAAAAA","reason":"spam","details":"$long"}""", "details")]
    public async Task A_malformed_report_is_refused(string body, string field)
    {
        using var content = new StringContent(body.Replace("$long", new string('a', 2001), StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");

        var refused = await (await Nobody.PostAsync(Reports, content)).BodyAsync(HttpStatusCode.UnprocessableEntity);

        refused.GetProperty("meta").GetProperty("fields").TryGetProperty(field, out _).ShouldBeTrue(refused.GetRawText());
    }

    [Test]
    public async Task Of_many_equal_reports_at_once_there_is_one()
    {
        var owner = await Server.SignUpAsync();
        var image = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1230));
        var body = new { targetType = "image", targetId = image.Text("id"), reason = "violence" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Nobody.PostAsJsonAsync(Reports, body)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(11);
    }

    [Test]
    public async Task Programs_are_kept_from_reporting_by_limits_and_a_captcha()
    {
        await using var provider = await CaptchaProvider.StartAsync();
        await using var server = await PicoraServer.StartAsync([.. provider.Settings, "--Picora:Moderation:ReportsPerNetwork=2", "--Picora:Moderation:ReportsPerAccount=2"]);
        var owner = await server.SignUpAsync();
        server.Clock.Stop();
        var id = (await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1240))).Text("id");
        var (nobody, person) = (server.CreateClient(), await server.SignUpAsync());

        (await (await nobody.PostAsJsonAsync(Reports, Body("spam", null))).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("CAPTCHA_REQUIRED");
        (await (await nobody.PostAsJsonAsync(Reports, Body("spam", "bad"))).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("CAPTCHA_REQUIRED");
        (await nobody.PostAsJsonAsync(Reports, Body("spam", "good-1"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var late = await nobody.PostAsJsonAsync(Reports, Body("hate", "good-2"));
        (await late.CodeAsync(HttpStatusCode.TooManyRequests), late.Headers.RetryAfter is not null).ShouldBe(("RATE_LIMITED", true));
        (await person.Http.PostAsJsonAsync(Reports, Body("spam", null))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await person.Http.PostAsJsonAsync(Reports, Body("hate", null))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await person.Http.PostAsJsonAsync(Reports, Body("other", null))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        object Body(string reason, string? captchaToken) => new { targetType = "image", targetId = id, reason, captchaToken };
    }

    private static JsonElement Bare(JsonElement body) => body.TryGetProperty("data", out var data) ? data : body;

    private async Task<List<JsonElement>> ListAsync(string query = "") => [.. (await administrator.Http.ReadAsync($"{Queue}{query}")).GetProperty("items").EnumerateArray()];
}
