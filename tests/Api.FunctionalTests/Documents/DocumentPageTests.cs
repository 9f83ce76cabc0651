using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Documents;

/// <summary>Public documents as pages.</summary>
[Parallelizable(ParallelScope.Self), Category(TestCategories.OneEngine)]
public class DocumentPageTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus", "--Picora:Documents:MaxPageBytes=2000")
{
    [Test]
    public async Task A_public_document_has_a_page_without_scripts()
    {
        var user = await Server.SignUpAsync();
        var document = await user.Http.AddDocAsync("Some *text* <script>x</script>", "note.md", new { title = "A <b>title</b>" });
        var path = new Uri(document.Text("pageUrl")).AbsolutePath;

        var answer = await Server.CreateClient().GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; style-src 'self'; img-src https: http: data:;");
        policy.ShouldNotContain("script");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        page.ShouldContain("<title>A &lt;b&gt;title&lt;/b&gt;</title>");
        page.ShouldContain("<h1>A &lt;b&gt;title&lt;/b&gt;</h1>");
        page.ShouldContain("<p>Some <em>text</em> </p>");
        page.ShouldNotContain("<script");
        var known = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", answer.Headers.ETag!.ToString() } } };
        (await Server.CreateClient().SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var style = page.Split("<link rel=\"stylesheet\" href=\"")[1].Split('"')[0];
        var sheet = await Server.CreateClient().GetAsync(style);
        (sheet.StatusCode, sheet.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "text/css"));
        var chinese = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", "zh-CN" } } };
        (await (await Server.CreateClient().SendAsync(chinese)).Content.ReadAsStringAsync()).ShouldContain("纯文本");
    }

    [Test]
    public async Task A_text_with_a_heading_of_its_own_is_given_none_and_another_kind_is_shown_as_it_is()
    {
        var user = await Server.SignUpAsync();
        var own = (await user.Http.AddDocAsync("# Own\n\ntext", "a.md", new { title = "Other" })).Text("id");
        var typst = (await user.Http.AddDocAsync("= Typst <b>", "a.typ")).Text("id");
        var great = (await user.Http.AddDocAsync(string.Concat(Enumerable.Repeat("*long* ", 300)), "long.md")).Text("id");
        var tangled = (await user.Http.AddDocAsync(new string('>', 500), "tangled.md")).Text("id");

        (await PageAsync(own)).Split("<h1").Length.ShouldBe(2);
        (await PageAsync(typst)).ShouldContain("<pre class=\"whole\">= Typst &lt;b&gt;</pre>");
        (await PageAsync(great)).ShouldContain("<pre class=\"whole\">*long* ");
        (await PageAsync(tangled)).ShouldContain("<pre class=\"whole\">&gt;&gt;");
    }

    [TestCase("short")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("private")]
    public async Task What_nobody_may_see_is_said_in_words(string id)
    {
        var user = await Server.SignUpAsync();
        id = id == "private" ? (await user.Http.AddDocAsync("secret", "s.md", new { isPublic = false })).Text("id") : id;

        var answer = await user.Http.GetAsync($"/d/{id}");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("There is no such page");
    }

    private async Task<string> PageAsync(string id) => await Server.CreateClient().GetStringAsync($"/d/{id}");
}
