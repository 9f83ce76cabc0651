using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

public class WatermarkTemplateTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus", "--Picora:Watermarks:MaxTemplates=3")
{
    private const string Route = "/v1/watermark-templates";

    [Test]
    public async Task A_template_is_created_read_changed_and_deleted()
    {
        var user = await Server.SignUpAsync();
        var created = await CreateAsync(user, new { name = "Corner", type = "text", position = "top-left", opacity = 0.25, text = "© <b>Ada</b> & Co", fontSize = 30 });

        created.EnumerateObject().Select(member => member.Name)
            .ShouldBe(["id", "name", "type", "position", "opacity", "text", "fontSize", "imageUrl", "createdAt", "updatedAt"]);
        created.Text("text").ShouldBe("© <b>Ada</b> & Co");
        var id = created.Text("id");
        (await (await user.Http.GetAsync($"{Route}/{id}")).DataAsync()).GetRawText().ShouldBe(created.GetRawText());

        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var changed = await (await user.Http.PatchAsJsonAsync($"{Route}/{id}", new { opacity = 1, position = "center" })).DataAsync();
        (changed.Text("position"), changed.GetProperty("opacity").GetDouble(), changed.Text("name"), changed.GetProperty("fontSize").GetInt32())
            .ShouldBe(("center", 1, "Corner", 30));
        changed.Text("updatedAt").ShouldNotBe(created.Text("updatedAt"));
        (await ListAsync(user)).ShouldHaveSingleItem().GetRawText().ShouldBe(changed.GetRawText());

        var gone = await (await user.Http.DeleteAsync($"{Route}/{id}")).BodyAsync();
        gone.GetProperty("success").GetBoolean().ShouldBeTrue();
        (await user.Http.DeleteAsync($"{Route}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ListAsync(user)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_picture_of_ones_own_can_be_a_watermark_and_nothing_else_can()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var logo = await user.Http.UploadAsync(Pictures.Png(40, 20, alpha: true));
        var foreign = await stranger.Http.UploadAsync(Pictures.Png(40, 20, alpha: true));

        var created = await CreateAsync(user, new { name = "Logo", type = "image", imageUrl = logo.Text("url") });
        (created.Text("type"), created.Text("imageUrl"), created.GetProperty("text").ValueKind).ShouldBe(("image", logo.Text("url"), JsonValueKind.Null));
        (created.Text("position"), created.GetProperty("opacity").GetDouble()).ShouldBe(("bottom-right", 0.5));

        var host = new Uri(logo.Text("url"));
        foreach (var url in (string[])[foreign.Text("url"), "http://169.254.169.254/latest/meta-data", "file:///etc/passwd", $"{host.Scheme}://{host.Host}/AAAAAAAAAAA.png", "x"])
        {
            var response = await user.Http.PostAsJsonAsync(Route, new { name = "Logo", type = "image", imageUrl = url });
            (await FieldAsync(response)).ShouldBe("imageUrl", url);
        }

        // A text again: the picture is forgotten.
        var text = await (await user.Http.PatchAsJsonAsync($"{Route}/{created.Text("id")}", new { type = "text", text = "Ada" })).DataAsync();
        (text.Text("type"), text.GetProperty("imageUrl").ValueKind).ShouldBe(("text", JsonValueKind.Null));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case(new { type = "text", text = "x" }, "name");
        yield return Case(new { name = "", type = "text", text = "x" }, "name");
        yield return Case(new { name = new string('n', 101), type = "text", text = "x" }, "name");
        yield return Case(new { name = "n", text = "x" }, "type");
        yield return Case(new { name = "n", type = "video" }, "type");
        yield return Case(new { name = "n", type = "text" }, "text");
        yield return Case(new { name = "n", type = "text", text = " " }, "text");
        yield return Case(new { name = "n", type = "text", text = new string('x', 201) }, "text");
        yield return Case(new { name = "n", type = "text", text = "two\nlines" }, "text");
        yield return Case(new { name = "n", type = "text", text = "x", opacity = 1.01 }, "opacity");
        yield return Case(new { name = "n", type = "text", text = "x", opacity = -0.1 }, "opacity");
        yield return Case(new { name = "n", type = "text", text = "x", fontSize = 7 }, "fontSize");
        yield return Case(new { name = "n", type = "text", text = "x", fontSize = 201 }, "fontSize");
        yield return Case(new { name = "n", type = "text", text = "x", position = "left" }, "position");
        yield return Case(new { name = "n", type = "image" }, "imageUrl");
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task What_cannot_be_is_refused_and_named(object body, string field)
    {
        var user = await Server.SignUpAsync();
        (await FieldAsync(await user.Http.PostAsJsonAsync(Route, body))).ShouldBe(field);
        (await ListAsync(user)).ShouldBeEmpty();
    }

    [Test]
    public async Task Whoever_changes_what_another_has_changed_since_is_told()
    {
        var user = await Server.SignUpAsync();
        var id = (await CreateAsync(user, Text("first"))).Text("id");
        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        var updated = (await (await user.Http.PatchAsJsonAsync($"{Route}/{id}", new { name = "second" })).DataAsync()).GetProperty("updatedAt").GetDateTimeOffset();
        var before = updated - TimeSpan.FromSeconds(30);

        foreach (var stale in (string[])[before.ToString("r"), before.ToString("o"), before.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), updated.AddMilliseconds(-1).ToString("o")])
        {
            (await (await PatchAsync(user, id, stale)).CodeAsync(HttpStatusCode.PreconditionFailed)).ShouldBe("PRECONDITION_FAILED", stale);
        }

        foreach (var fresh in (string[])[updated.ToString("r"), "no date at all", updated.AddDays(1).ToString("o")])
        {
            (await PatchAsync(user, id, fresh)).StatusCode.ShouldBe(HttpStatusCode.OK, fresh);
        }
    }

    [Test]
    public async Task Nobody_sees_or_touches_the_templates_of_others()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var id = (await CreateAsync(user, Text("mine"))).Text("id");

        (await stranger.Http.GetAsync($"{Route}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PatchAsync(stranger, id, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Http.DeleteAsync($"{Route}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ListAsync(stranger)).ShouldBeEmpty();
        (await ListAsync(user)).Count.ShouldBe(1);
    }

    [Test]
    public async Task The_plan_and_a_limit_decide_who_may_have_more()
    {
        var user = await Server.SignUpAsync();
        for (var i = 0; i < 3; i++)
        {
            await CreateAsync(user, Text($"template {i}"));
        }

        (await (await user.Http.PostAsJsonAsync(Route, Text("one more"))).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("WATERMARK_LIMIT_REACHED");
        await Server.ExecuteSqlAsync($"UPDATE \"users\" SET \"Plan\" = 'pro' WHERE \"Id\" = '{user.Id}'");

        var id = (await ListAsync(user))[0].Text("id");
        (await (await user.Http.PostAsJsonAsync(Route, Text("one more"))).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("PLAN_REQUIRED");
        (await (await PatchAsync(user, id, null)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("PLAN_REQUIRED");
        (await user.Http.DeleteAsync($"{Route}/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ListAsync(user)).Count.ShouldBe(2);
    }

    private static object Text(string name) => new { name, type = "text", text = "Ada" };

    private static TestCaseData Case(object body, string field) => new TestCaseData(body, field).SetArgDisplayNames($"{body}", field);

    private static async Task<JsonElement> CreateAsync(TestUser user, object body) =>
        await (await user.Http.PostAsJsonAsync(Route, body)).DataAsync(HttpStatusCode.Created);

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(TestUser user) =>
        [.. (await (await user.Http.GetAsync(Route)).DataAsync()).EnumerateArray()];

    private static Task<HttpResponseMessage> PatchAsync(TestUser user, string id, string? since)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"{Route}/{id}") { Content = JsonContent.Create(new { name = "changed" }) };
        request.Headers.TryAddWithoutValidation("If-Unmodified-Since", since);
        return user.Http.SendAsync(request);
    }

    private static async Task<string> FieldAsync(HttpResponseMessage response)
    {
        var body = await response.BodyAsync(HttpStatusCode.UnprocessableEntity);
        body.Text("code").ShouldBe("VALIDATION_ERROR");
        return body.GetProperty("meta").GetProperty("fields").EnumerateObject().First().Name;
    }
}
