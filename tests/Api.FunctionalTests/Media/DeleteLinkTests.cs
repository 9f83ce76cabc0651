using System.Net;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>What to paste, and the link that deletes.</summary>
internal sealed class DeleteLinkTests() : ServerFixture("--Picora:Links:DeleteLinkDays=30")
{
    private HttpClient Anyone => Server.CreateClient();

    [Test]
    public async Task Every_answer_has_what_to_paste()
    {
        var user = await Server.SignUpAsync();

        var image = await user.Http.UploadAsync(Pictures.Png(8, 8), "a.png", ("title", "My [\"dog\"]"));

        var (links, url) = (image.GetProperty("links"), image.Text("url"));
        (links.Text("url"), links.Text("markdown"), links.Text("html"), links.Text("bbcode"))
            .ShouldBe((url, $"![My \\[\"dog\"\\]]({url})", $"<img src=\"{url}\" alt=\"My [&quot;dog&quot;]\">", $"[img]{url}[/img]"));
        var ready = await user.Http.WaitForProcessingAsync(image.Text("id"));
        links.Text("thumbnail").ShouldBe(ready.Text("thumbnailUrl"));
        links.Text("thumbnailBbcode").ShouldBe($"[url={url}][img]{ready.Text("thumbnailUrl")}[/img][/url]");
        var listed = (await user.Http.ReadAsync("/v1/images")).GetProperty("items")[0].GetProperty("links");
        (listed.Text("markdown"), listed.GetProperty("delete").ValueKind).ShouldBe((links.Text("markdown"), JsonValueKind.Null));
    }

    [Test]
    public async Task Looking_at_a_delete_link_asks_and_its_button_deletes()
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Png(8, 8), "<b>'x'.png");
        var link = Link(image);

        var page = await Anyone.GetAsync(link);
        (await Anyone.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (page.StatusCode, page.Content.Headers.ContentType!.MediaType, page.Headers.CacheControl!.NoStore).ShouldBe((HttpStatusCode.OK, "text/html", true));
        page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("&lt;b&gt;&#39;x&#39;.png");
        html.ShouldContain("<form method=\"post\">");
        (await user.Http.GetAsync($"/v1/images/{image.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Anyone.PostAsync(link, new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await user.Http.GetAsync($"/v1/images/{image.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.StorageUsedAsync()).ShouldBe(0);
        (await Anyone.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Anyone.PostAsync(link, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_program_deletes_with_DELETE_and_a_person_is_asked_in_Chinese()
    {
        var user = await Server.SignUpAsync();
        var link = Link(await user.Http.UploadAsync(Pictures.Png(8, 8)));
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        (await (await Anyone.SendAsync(request)).Content.ReadAsStringAsync()).ShouldContain("删除");

        (await (await Anyone.DeleteAsync(link)).BodyAsync()).GetProperty("success").GetBoolean().ShouldBeTrue();

        (await (await Anyone.DeleteAsync(link)).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
    }

    [Test]
    public async Task A_link_opens_its_own_picture_only()
    {
        var user = await Server.SignUpAsync();
        var (one, two) = (await user.Http.UploadAsync(Pictures.Png(8, 8)), await user.Http.UploadAsync(Pictures.Png(8, 8)));
        var link = Link(one);

        string[] wrong =
        [
            link.Replace(one.Text("id"), two.Text("id"), StringComparison.Ordinal),
            link.Replace("exp=", "exp=1", StringComparison.Ordinal),
            link[..^1] + (link[^1] == 'A' ? 'B' : 'A'),
            link.Split('?')[0],
            $"/delete/AAAAAAAAAAA?{link.Split('?')[1]}",
        ];
        foreach (var address in wrong)
        {
            (await Anyone.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await Anyone.PostAsync(address, null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
            (await Anyone.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
        }

        (await user.Http.PageAsync("/v1/images")).Ids.Count.ShouldBe(2);
    }

    [Test]
    public async Task Only_who_brought_a_picture_or_may_delete_gets_its_link()
    {
        var user = await Server.SignUpAsync();
        var uploader = await user.CreateKeyAsync("images:read", "images:write");
        var bytes = Pictures.Png(8, 8);
        var image = await uploader.Http.UploadAsync(bytes);
        image.GetProperty("links").GetProperty("delete").ValueKind.ShouldBe(JsonValueKind.String);

        (await uploader.Http.UploadAsync(bytes)).GetProperty("links").GetProperty("delete").ValueKind.ShouldBe(JsonValueKind.Null);
        (await uploader.Http.GetImageAsync(image.Text("id"))).GetProperty("links").GetProperty("delete").ValueKind.ShouldBe(JsonValueKind.Null);
        (await user.Http.GetImageAsync(image.Text("id"))).GetProperty("links").GetProperty("delete").ValueKind.ShouldBe(JsonValueKind.String);
    }

    // The path and the query: a test server answers whatever host the address names.
    private static string Link(JsonElement image) => new Uri(image.GetProperty("links").Text("delete")).PathAndQuery;
}
