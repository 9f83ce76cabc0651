using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Moderation;

/// <summary>What operators do about reports, and what the people concerned get to see of it.</summary>
public class DecisionTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro")
{
    private const string Reports = "/v1/moderation/reports";
    private const string Queue = "/v1/admin/moderation/reports";

    private TestUser administrator = null!;

    private HttpClient Nobody => Server.CreateClient();

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task Removing_withholds_every_kind_and_settles_what_else_waits()
    {
        var (owner, one, other) = (await Server.SignUpAsync(), await Server.SignUpAsync(), await Server.SignUpAsync());
        var image = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1301));
        var audio = await owner.Http.UploadAudioAsync(Tracks.Mp3());
        var doc = await owner.Http.AddDocAsync("# Harbour");
        foreach (var (type, id, address) in new[] { ("image", image.Text("id"), image.PathOf("url")), ("audio", audio.Text("id"), audio.PathOf("url")), ("doc", doc.Text("id"), $"/v1/docs/{doc.Text("id")}/raw") })
        {
            var report = await ReportAsync(one, type, id);
            await ReportAsync(other, type, id, "spam");
            (await Nobody.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);

            var decided = await DecideAsync(report, "remove", "Seen");

            (decided.Text("status"), decided.Text("action"), decided.Text("note"), decided.Text("decidedBy")).ShouldBe(("resolved", "remove", "Seen", administrator.Id));
            (await (await Nobody.GetAsync(address)).CodeAsync(HttpStatusCode.UnavailableForLegalReasons)).ShouldBe("CONTENT_BLOCKED", type);
            (await owner.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.UnavailableForLegalReasons, type);
            (await ListAsync("?status=pending")).ShouldNotContain(waiting => waiting.Text("targetId") == id);
            (await administrator.Http.DeleteAsync($"/v1/admin/media/{id}/block")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Nobody.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, type);
        }

        await administrator.Http.PostAsync($"/v1/admin/media/{doc.Text("id")}/block", null);
        (await Nobody.GetAsync($"/d/{doc.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.UnavailableForLegalReasons);
        (await Nobody.WriteAsync("/v1/docs/raw:batch", new { ids = new[] { doc.Text("id") } })).GetProperty("failed")[0].Text("reason").ShouldBe("CONTENT_FETCH_FAILED");
    }

    [Test]
    public async Task What_takes_the_place_of_a_withheld_text_is_withheld_and_so_are_earlier_ones()
    {
        var owner = await Server.SignUpAsync();
        await owner.Http.PatchAsJsonAsync("/v1/user/me", new { docVersioningEnabled = true });
        var place = new { kbId = await owner.Http.CreateKbAsync(), relativePath = "a.md" };
        await owner.Http.AddDocAsync("# One", more: place);
        var second = (await owner.Http.AddDocAsync("# Two", more: place)).Text("id");
        await administrator.Http.PostAsync($"/v1/admin/media/{second}/block", null);

        var third = (await owner.Http.AddDocAsync("# Three", more: place)).Text("id");
        var revisions = (await owner.Http.ReadAsync($"/v1/docs/{third}/revisions")).GetProperty("revisions");
        foreach (var address in new[] { $"/v1/docs/{third}/raw", $"/v1/docs/{third}/revisions/{revisions[0].Text("id")}" })
        {
            (await owner.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.UnavailableForLegalReasons, address);
        }

        var restored = await owner.Http.WriteAsync($"/v1/docs/{third}/revisions/{revisions[0].Text("id")}/restore", new { });
        (await Nobody.GetAsync($"/v1/docs/{restored.Text("id")}/raw")).StatusCode.ShouldBe(HttpStatusCode.UnavailableForLegalReasons);
    }

    [Test]
    public async Task Restricting_makes_private_and_dismissing_does_nothing()
    {
        var (owner, reporter) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var (image, kept) = (await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1310)), await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1311)));
        var audio = await owner.Http.UploadAudioAsync(Tracks.Wav());
        var doc = await owner.Http.AddDocAsync("# Restricted");
        foreach (var (type, id) in new[] { ("image", image.Text("id")), ("audio", audio.Text("id")), ("doc", doc.Text("id")) })
        {
            (await DecideAsync(await ReportAsync(reporter, type, id), "restrict")).Text("status").ShouldBe("resolved");
        }

        var dismissed = await ReportAsync(reporter, "image", kept.Text("id"));
        (await DecideAsync(dismissed, "dismiss")).Text("status").ShouldBe("dismissed");

        (await Nobody.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await owner.Http.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Nobody.GetAsync(audio.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Nobody.GetAsync($"/v1/docs/{doc.Text("id")}/raw")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Nobody.GetAsync(kept.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await administrator.Http.PatchAsJsonAsync($"{Queue}/{dismissed}", new { action = "remove" })).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("CONFLICT");
        var logged = (await owner.Http.ReadAsync("/v1/user/me/audit")).GetProperty("items").EnumerateArray().ToList();
        logged.Count(entry => entry.Text("action") == "media.restricted").ShouldBe(3);
        logged.First(entry => entry.Text("action") == "media.restricted").Text("credential").ShouldBe("administrator");
        logged.ShouldAllBe(entry => !entry.GetRawText().Contains(reporter.Id, StringComparison.Ordinal) && !entry.Text("action").StartsWith("report", StringComparison.Ordinal));
        (await administrator.Http.ReadAsync("/v1/user/me/audit")).GetProperty("items").EnumerateArray().ShouldContain(entry => entry.Text("subject") == $"{dismissed} dismiss");
    }

    [Test]
    public async Task Banning_shuts_the_owner_out_and_nobody_bans_themselves()
    {
        var (owner, reporter) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var image = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1320));
        var report = await ReportAsync(reporter, "image", image.Text("id"), "illegal");

        (await DecideAsync(report, "ban_user")).Text("action").ShouldBe("ban_user");

        (await owner.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Nobody.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.UnavailableForLegalReasons);
        var own = await administrator.Http.UploadAsync(Pictures.Png(20, 20, seed: 1321));
        var against = await ReportAsync(reporter, "image", own.Text("id"));
        (await administrator.Http.PatchAsJsonAsync($"{Queue}/{against}", new { action = "ban_user" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Nobody.GetAsync(own.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK, "all of it or nothing");
        (await ListAsync("?status=pending")).ShouldContain(waiting => waiting.Text("id") == against);
    }

    [Test]
    public async Task What_is_gone_can_only_be_dismissed_or_its_owner_banned()
    {
        var (owner, reporter) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var image = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1330));
        var report = await ReportAsync(reporter, "image", image.Text("id"));
        await owner.Http.DeleteAsync($"/v1/images/{image.Text("id")}");

        (await administrator.Http.PatchAsJsonAsync($"{Queue}/{report}", new { action = "remove" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.Http.PatchAsJsonAsync($"{Queue}/{report}", new { action = "restrict" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await DecideAsync(report, "dismiss");
        (await administrator.Http.PatchAsJsonAsync($"{Queue}/AAAAAAAAAAAAAAAAAAAAA", new { action = "dismiss" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.Http.PatchAsJsonAsync($"{Queue}/{report}", new { action = "burn" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task The_list_is_paged_and_narrowed_and_for_operators_only()
    {
        var (owner, reporter) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var image = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1340));
        var made = new List<string>();
        foreach (var reason in new[] { "spam", "hate", "other" })
        {
            made.Insert(0, await ReportAsync(reporter, "image", image.Text("id"), reason));
        }

        var walked = await administrator.Http.WalkAsync($"{Queue}?limit=2&status=pending");
        walked.Where(made.Contains).ShouldBe(made);
        (await administrator.Http.GetAsync($"{Queue}?status=lost")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await administrator.Http.GetAsync($"{Queue}?cursor=x")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await owner.Http.GetAsync(Queue)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await (await administrator.CreateKeyAsync()).Http.GetAsync(Queue)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN");
    }

    [Test]
    public async Task Who_leaves_takes_their_name_out_of_reports_and_the_reports_of_their_things_along()
    {
        var (owner, reporter) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var image = await owner.Http.UploadAsync(Pictures.Png(20, 20, seed: 1350));
        var others = await administrator.Http.UploadAsync(Pictures.Png(20, 20, seed: 1351));
        var (against, by) = (await ReportAsync(administrator, "image", image.Text("id")), await ReportAsync(owner, "image", others.Text("id")));
        await ReportAsync(reporter, "image", others.Text("id"));

        (await owner.Http.DeleteAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Poll.UntilAsync(
            async () => (await ListAsync()).All(report => report.Text("id") != against && (report.Text("id") != by || report.GetProperty("reporterId").ValueKind == JsonValueKind.Null)),
            "the account to be erased");
        (await ListAsync()).ShouldContain(report => report.Text("id") == by);
    }

    private static async Task<string> ReportAsync(TestUser reporter, string targetType, string targetId, string reason = "copyright") =>
        (await reporter.Http.WriteAsync(Reports, new { targetType, targetId, reason }, HttpStatusCode.Created)).Text("id");

    private async Task<JsonElement> DecideAsync(string report, string action, string? note = null) =>
        await (await administrator.Http.PatchAsJsonAsync($"{Queue}/{report}", new { action, note })).DataAsync();

    private async Task<List<JsonElement>> ListAsync(string query = "") =>
        [.. (await administrator.Http.ReadAsync($"{Queue}{(query.Length == 0 ? "?" : query + "&")}limit=50")).GetProperty("items").EnumerateArray()];
}
