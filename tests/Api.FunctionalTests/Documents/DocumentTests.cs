using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Documents;

public class DocumentTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus")
{
    [Test]
    public async Task A_document_is_stored_byte_for_byte_and_described()
    {
        var user = await Server.SignUpAsync();
        const string Text = "\uFEFF---\ntitle: 'It''s here'\ntags: [one, \"two, too\"]\npublic: true\n---\r\n# Heading\r\n\r\nFive words and 两个字 here\r\n\r\n![web](https://example.org/a.png)";

        var created = await user.Http.AddDocAsync(Text, "Notes.MD");

        created.Text("title").ShouldBe("It's here");
        created.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["one", "two, too"]);
        created.Text("filename").ShouldBe("Notes.MD");
        created.Text("format").ShouldBe("markdown");
        created.GetProperty("sizeBytes").GetInt32().ShouldBe(Encoding.UTF8.GetByteCount(Text));
        created.GetProperty("wordCount").GetInt32().ShouldBe(1 + 4 + 3);
        created.GetProperty("imageCount").GetInt32().ShouldBe(1);
        created.GetProperty("rewrittenCount").GetInt32().ShouldBe(0);
        created.Text("coverUrl").ShouldBe("https://example.org/a.png");
        created.GetProperty("hasInlineContent").GetBoolean().ShouldBeTrue();
        created.GetProperty("duplicate").GetBoolean().ShouldBeFalse();
        created.Text("sourceHash").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))));
        created.Text("id").Length.ShouldBe(21);
        (await user.Http.RawAsync(created.Text("id"))).ShouldBe(Encoding.UTF8.GetBytes(Text));
        var read = await user.Http.ReadAsync($"/v1/docs/{created.Text("id")}");
        read.TryGetProperty("duplicate", out _).ShouldBeFalse();
        read.Text("updatedAt").ShouldBe(created.Text("updatedAt"));
    }

    [TestCase("given", "---\ntitle: head\n---\n# First", "file.md", "given")]
    [TestCase(null, "---\ntitle: head\n---\n# First", "file.md", "head")]
    [TestCase(null, "text\n\n## Second\n\n# First *of* `all`\n", "file.md", "First of all")]
    [TestCase(null, "Setext\n===\n", "file.md", "Setext")]
    [TestCase(null, "    # code\n\n```\n# code\n```\n", "the file.markdown", "the file")]
    [TestCase(null, "= Title of Typst", "paper.typ", "paper")]
    public async Task Titles_come_from_the_sender_then_the_head_then_the_text_then_the_file(string? given, string text, string file, string title)
    {
        var user = await Server.SignUpAsync();

        (await user.Http.AddDocAsync(text, file, new { title = given })).Text("title").ShouldBe(title);
    }

    [Test]
    public async Task The_same_text_again_is_the_same_document_and_costs_nothing()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var first = await user.Http.AddDocAsync("same");

        var again = await (await user.Http.PostDocAsync("same", "another.md", new { title = "Another" })).DataAsync();
        again.Text("id").ShouldBe(first.Text("id"));
        again.GetProperty("duplicate").GetBoolean().ShouldBeTrue();
        again.Text("title").ShouldBe(first.Text("title"));
        (await user.Http.DocQuotaAsync()).ShouldBe(1);
        (await other.Http.AddDocAsync("same")).Text("id").ShouldNotBe(first.Text("id"));
    }

    [Test]
    public async Task Raw_says_what_it_is_and_answers_conditions()
    {
        var user = await Server.SignUpAsync();
        var document = await user.Http.AddDocAsync("= Typst", "paper.typ");
        var route = $"/v1/docs/{document.Text("id")}/raw";

        var answer = await Server.CreateClient().GetAsync(route);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/typst; charset=utf-8");
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        answer.Headers.GetValues("X-Source-Hash").Single().ShouldBe(document.Text("sourceHash"));
        answer.Headers.GetValues("X-Updated-At").Single().ShouldBe(document.Text("updatedAt"));
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        var known = new HttpRequestMessage(HttpMethod.Get, route) { Headers = { { "If-None-Match", answer.Headers.ETag!.ToString() } } };
        (await Server.CreateClient().SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var other = new HttpRequestMessage(HttpMethod.Get, route) { Headers = { { "If-Match", "\"other\"" } } };
        (await Server.CreateClient().SendAsync(other)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var head = await Server.CreateClient().SendAsync(new HttpRequestMessage(HttpMethod.Head, route));
        head.Content.Headers.ContentLength.ShouldBe(7);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_private_document_is_its_owners_alone()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var id = (await user.Http.AddDocAsync("secret", "note.md", new { isPublic = false })).Text("id");

        foreach (var stranger in new[] { Server.CreateClient(), other.Http, (await user.CreateKeyAsync("images:read")).Http })
        {
            (await (await stranger.GetAsync($"/v1/docs/{id}/raw")).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
        }

        var own = await user.Http.GetAsync($"/v1/docs/{id}/raw");
        own.Headers.CacheControl!.ToString().ShouldBe("no-store");
        (await own.Content.ReadAsStringAsync()).ShouldBe("secret");
        (await (await user.CreateKeyAsync()).Http.RawTextAsync(id)).ShouldBe("secret");
        (await other.Http.GetAsync($"/v1/docs/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Http.DeleteAsync($"/v1/docs/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Several_texts_come_in_the_order_in_which_they_were_asked_for()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var open = (await user.Http.AddDocAsync("open")).Text("id");
        var shut = (await user.Http.AddDocAsync("shut", "note.md", new { is_public = false })).Text("id");
        var gone = (await user.Http.AddDocAsync("gone")).Text("id");
        await user.Http.DeleteAsync($"/v1/docs/{gone}");
        string[] ids = [shut, gone, open, "no id"];

        var mine = await user.Http.WriteAsync("/v1/docs/raw:batch", new { ids });
        mine.GetProperty("docs").EnumerateArray().Select(doc => doc.Text("content")).ShouldBe(["shut", "open"]);
        mine.GetProperty("failed").EnumerateArray().Select(doc => doc.Text("id")).ShouldBe([gone, "no id"]);
        var theirs = await other.Http.WriteAsync("/v1/docs/raw:batch", new { ids });
        theirs.GetProperty("docs").EnumerateArray().Select(doc => doc.Text("id")).ShouldBe([open]);
        (await Server.CreateClient().PostAsJsonAsync("/v1/docs/raw:batch", new { ids = Enumerable.Repeat(open, 51) })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Server.CreateClient().PostAsJsonAsync("/v1/docs/raw:batch", new { ids = Array.Empty<string>() })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [TestCase("note.txt", "a", null, null)]
    [TestCase("", "a", null, null)]
    [TestCase("note.md", null, null, null)]
    [TestCase("note.md", "a", "/abs.md", null)]
    [TestCase("note.md", "a", "../up.md", null)]
    [TestCase("note.md", "a", "a/../../up.md", null)]
    [TestCase("note.md", "a", "a\\b.md", null)]
    [TestCase("note.md", "a", "a//b.md", null)]
    [TestCase("note.md", "a", "a/\u202Eb.md", null)]
    [TestCase("note.md", "a", null, "kb")]
    public async Task What_breaks_the_rules_is_refused(string filename, string? content, string? relativePath, string? kb)
    {
        var user = await Server.SignUpAsync();
        var kbId = relativePath is not null || kb is not null ? await user.Http.CreateKbAsync() : null;

        var answer = await user.Http.PostAsJsonAsync("/v1/docs", new { filename, content, relativePath, kbId });

        (await answer.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        (await user.Http.DocQuotaAsync()).ShouldBe(0);
    }
}
