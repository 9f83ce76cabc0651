using System.Net;
using System.Text.RegularExpressions;

namespace Picora.Api.FunctionalTests.Surface;

public partial class ExplorerTests() : ServerFixture
{
    [Test]
    public async Task The_root_leads_to_the_explorer()
    {
        var answer = await Server.CreateClient().GetAsync("/");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/explorer");
    }

    [Test]
    public async Task The_page_loads_own_files_only_and_is_forbidden_to_ask_elsewhere()
    {
        var answer = await Server.CreateClient().GetAsync("/explorer");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        Address().Matches(await answer.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value)
            .ShouldAllBe(address => address.StartsWith('/') || address == "data:,");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'; script-src 'self';");
        policy.ShouldContain($"connect-src 'self' {Server.Url};");
    }

    [TestCase("/explorer/page.js", "text/javascript")]
    [TestCase("/explorer/page.css", "text/css")]
    public async Task Its_files_are_cached_and_checked_again_by_their_tags(string route, string type)
    {
        var client = Server.CreateClient();
        var first = await client.GetAsync(route);
        using var again = new HttpRequestMessage(HttpMethod.Get, route);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        first.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        first.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(1));
        (await client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Address();
}
