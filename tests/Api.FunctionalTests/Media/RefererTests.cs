using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Hotlink protection (contract section 26.5).</summary>
public class RefererTests() : ServerFixture("--Picora:Urls:DashboardOrigins:0=https://dash.picora.test")
{
    private TestUser owner = null!;
    private JsonElement image;

    [OneTimeSetUp]
    public async Task SignUpAsync() => owner = await Server.SignUpAsync();

    [SetUp]
    public async Task UploadAsync() => image = await owner.Http.UploadAsync(Pictures.Jpeg(30, 20 + TestContext.CurrentContext.Test.ID.Length));

    [Test]
    public async Task Only_the_listed_pages_show_it()
    {
        (await RestrictAsync("Shop.example.org", "*.blog.example", "self")).GetProperty("allowedReferers").EnumerateArray().Select(entry => entry.GetString())
            .ShouldBe(["shop.example.org", "*.blog.example", "self"]);

        (await GetAsync("https://shop.example.org/page?x=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("https://a.blog.example/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("https://dash.picora.test/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(Server.Url + "/explorer")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var page in new[] { null, "https://blog.example/", "https://evil.example/", "https://shop.example.org.evil.example/", "nonsense", "" })
        {
            var refused = await GetAsync(page);
            (await refused.CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN");
            refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    [Test]
    public async Task What_depends_on_the_page_is_kept_by_nobody_else()
    {
        await RestrictAsync("shop.example.org");
        var response = await GetAsync("https://shop.example.org/");
        response.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        response.Headers.Vary.ShouldContain("Referer");
    }

    [Test]
    public async Task An_empty_list_leaves_signed_addresses_and_the_owner()
    {
        await RestrictAsync();
        (await GetAsync("https://shop.example.org/")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.Http.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var signed = await (await owner.Http.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", new { })).DataAsync();
        (await Server.CreateClient().GetAsync(new Uri(signed.Text("signedUrl")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_renditions_are_guarded_alike()
    {
        await owner.Http.WaitForProcessingAsync(image.Text("id"));
        await RestrictAsync("shop.example.org");
        (await Server.CreateClient().GetAsync($"/media/{image.Text("id")}/thumbnail.webp")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task Null_lifts_the_rule_and_leaving_it_out_keeps_it()
    {
        await RestrictAsync("shop.example.org");
        (await (await owner.Http.PatchAsJsonAsync($"/v1/images/{image.Text("id")}", new { title = "x" })).DataAsync())
            .GetProperty("allowedReferers").GetArrayLength().ShouldBe(1);
        (await GetAsync(null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await owner.Http.PatchAsJsonAsync($"/v1/images/{image.Text("id")}", new { allowedReferers = (string[]?)null })).DataAsync())
            .GetProperty("allowedReferers").ValueKind.ShouldBe(JsonValueKind.Null);
        (await GetAsync(null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task What_is_no_list_of_pages_is_refused()
    {
        var hosts = Enumerable.Range(0, 51).Select(number => (string?)$"h{number}.example").ToArray();
        foreach (var list in new string?[][] { ["www.*.org"], ["https://a.example"], [""], [null], hosts })
        {
            var refused = await owner.Http.PatchAsJsonAsync($"/v1/images/{image.Text("id")}", new { allowedReferers = list });
            (await refused.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        }

        await RestrictAsync(hosts[..50]!);
    }

    private async Task<JsonElement> RestrictAsync(params string?[] pages) =>
        await (await owner.Http.PatchAsJsonAsync($"/v1/images/{image.Text("id")}", new { allowedReferers = pages })).DataAsync();

    private async Task<HttpResponseMessage> GetAsync(string? page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, image.PathOf("url"));
        if (page is not null)
        {
            request.Headers.TryAddWithoutValidation("Referer", page);
        }

        return await Server.CreateClient().SendAsync(request);
    }
}
