using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Documents;

/// <summary>Earlier texts, for those who want them kept.</summary>
public class RevisionTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus")
{
    [Test]
    public async Task Another_text_at_the_same_path_keeps_the_one_before()
    {
        var (user, kb) = await KeeperAsync(most: 2);
        var first = await WriteAsync(user, kb, "first");
        await user.Http.PatchAsJsonAsync($"/v1/docs/{first.Text("id")}", new { isPublic = false, title = "Mine" });
        var second = await WriteAsync(user, kb, "second");

        second.Text("id").ShouldNotBe(first.Text("id"));
        second.GetProperty("isPublic").GetBoolean().ShouldBeFalse();
        second.Text("createdAt").ShouldBe(first.Text("createdAt"));
        (await user.Http.GetAsync($"/v1/docs/{first.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.DocQuotaAsync()).ShouldBe(1);
        await WriteAsync(user, kb, "third");
        var fourth = await WriteAsync(user, kb, "the fourth");

        var list = await user.Http.ReadAsync($"/v1/docs/{fourth.Text("id")}/revisions");
        var revisions = list.GetProperty("revisions").EnumerateArray().ToList();
        revisions.Select(revision => (revision.GetProperty("revNumber").GetInt32(), revision.GetProperty("sizeBytes").GetInt32(), revision.Text("origin"), revision.Text("sourceHash")))
            .ShouldBe([(3, 5, "upload", HashOf("third")), (2, 6, "upload", HashOf("second"))]);
        list.GetProperty("totalBytes").GetInt32().ShouldBe(11);
        (await user.Http.ReadAsync($"/v1/docs/{fourth.Text("id")}/revisions/{revisions[1].Text("id")}")).Text("content").ShouldBe("second");
        (await user.Http.ReadAsync($"/v1/collections/{kb}")).GetProperty("sizeBytes").GetInt32().ShouldBe(10);
        var usage = (await user.Http.UsageAsync()).GetProperty("docs");
        (usage.GetProperty("totalCount").GetInt32(), usage.GetProperty("storageUsed").GetInt32(), usage.GetProperty("revisionCount").GetInt32(), usage.GetProperty("revisionBytes").GetInt32()).ShouldBe((1, 10, 2, 11));
    }

    [Test]
    public async Task An_earlier_text_comes_back_and_the_present_one_is_kept()
    {
        var (user, kb) = await KeeperAsync();
        await WriteAsync(user, kb, "old");
        var now = await WriteAsync(user, kb, "new", new { title = "A title", tags = new[] { "tag" }, isPublic = false });
        var revision = (await RevisionsAsync(user, now.Text("id")))[0].Text("id");

        var restored = await (await user.Http.PostAsync($"/v1/docs/{now.Text("id")}/revisions/{revision}/restore", null)).DataAsync();

        restored.Text("id").ShouldNotBe(now.Text("id"));
        (restored.Text("title"), restored.GetProperty("tags")[0].GetString(), restored.GetProperty("isPublic").GetBoolean(), restored.Text("sourceHash")).ShouldBe(("A title", "tag", false, HashOf("old")));
        (await user.Http.RawTextAsync(restored.Text("id"))).ShouldBe("old");
        var all = await RevisionsAsync(user, restored.Text("id"));
        all.Select(row => (row.GetProperty("revNumber").GetInt32(), row.Text("origin"))).ShouldBe([(2, "restore"), (1, "upload")]);
        var same = await (await user.Http.PostAsync($"/v1/docs/{restored.Text("id")}/revisions/{revision}/restore", null)).DataAsync();
        (same.Text("id"), same.GetProperty("duplicate").GetBoolean()).ShouldBe((restored.Text("id"), true));
        await user.Http.AddDocAsync("new", "copy.md");
        var clash = await user.Http.PostAsync($"/v1/docs/{restored.Text("id")}/revisions/{all[0].Text("id")}/restore", null);
        (await clash.CodeAsync(HttpStatusCode.Conflict)).ShouldBe("DOC_HASH_DUPLICATE");
    }

    [Test]
    public async Task A_text_that_comes_back_is_as_public_as_its_document_is_by_then()
    {
        var (user, kb) = await KeeperAsync();
        await WriteAsync(user, kb, string.Concat(Enumerable.Repeat("*a* [b](c) `d`\n\n", 20_000)));
        var id = (await WriteAsync(user, kb, "new")).Text("id");
        for (var i = 0; i < 5; i++)
        {
            await (await user.Http.PatchAsJsonAsync($"/v1/docs/{id}", new { isPublic = true })).DataAsync();
            var revision = (await RevisionsAsync(user, id))[0].Text("id");

            var restored = user.Http.PostAsync($"/v1/docs/{id}/revisions/{revision}/restore", null);
            var hidden = await user.Http.PatchAsJsonAsync($"/v1/docs/{id}", new { isPublic = false });
            var answer = await (await restored).DataAsync();

            // Either the one was first or the other, whose document then had another id.
            answer.GetProperty("isPublic").GetBoolean().ShouldBe(hidden.StatusCode == HttpStatusCode.NotFound);
            id = answer.Text("id");
        }
    }

    [Test]
    public async Task Eight_writers_of_one_path_follow_each_other()
    {
        var (user, kb) = await KeeperAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => user.Http.PostDocAsync($"text {i}", "n.md", new { kbId = kb, relativePath = "n.md" })));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);
        var (ids, _) = await user.Http.PageAsync("/v1/docs");
        var revisions = await RevisionsAsync(user, ids.Single());
        revisions.Select(row => row.GetProperty("revNumber").GetInt32()).ShouldBe([7, 6, 5, 4, 3, 2, 1]);
        (await user.Http.DocQuotaAsync()).ShouldBe(1);
        (await user.Http.ReadAsync($"/v1/collections/{kb}")).GetProperty("docCount").GetInt32().ShouldBe(1);
    }

    [Test]
    public async Task All_earlier_texts_are_cleared_bit_by_bit()
    {
        var (user, kb) = await KeeperAsync(most: 500);
        for (var i = 0; i < 3; i++)
        {
            await WriteAsync(user, kb, $"text {i}");
        }

        var cleared = await (await (await user.CreateKeyAsync("docs:delete")).Http.DeleteAsync("/v1/user/me/doc-revisions")).DataAsync();

        cleared.ToString().ShouldBe("{\"deleted\":2,\"freedBytes\":12,\"hasMore\":false}");
        var fifth = await WriteAsync(user, kb, "the next");
        (await RevisionsAsync(user, fifth.Text("id"))).Select(row => row.GetProperty("revNumber").GetInt32()).ShouldBe([3]);
    }

    [Test]
    public async Task What_is_not_there_is_said_so()
    {
        var ((user, kb), stranger) = (await KeeperAsync(), await Server.SignUpAsync());
        await WriteAsync(user, kb, "old");
        var id = (await WriteAsync(user, kb, "new")).Text("id");
        var revision = (await RevisionsAsync(user, id))[0].Text("id");
        var loose = (await user.Http.AddDocAsync("loose")).Text("id");
        const string Unknown = "AAAAAAAAAAAAAAAAAAAAA";

        (await (await user.Http.GetAsync($"/v1/docs/{id}/revisions/{Unknown}")).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("DOC_REVISION_NOT_FOUND");
        (await (await stranger.Http.GetAsync($"/v1/docs/{id}/revisions/{revision}")).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("DOC_REVISION_NOT_FOUND");
        (await stranger.Http.GetAsync($"/v1/docs/{id}/revisions")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Http.PostAsync($"/v1/docs/{id}/revisions/{revision}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.GetAsync("/v1/docs/short/revisions")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await user.Http.GetAsync($"/v1/docs/{id}/revisions/short")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await user.Http.PostAsync($"/v1/docs/{loose}/revisions/{revision}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<List<JsonElement>> RevisionsAsync(TestUser user, string id) =>
        [.. (await user.Http.ReadAsync($"/v1/docs/{id}/revisions")).GetProperty("revisions").EnumerateArray()];

    private static async Task<JsonElement> WriteAsync(TestUser user, string kb, string text, object? more = null)
    {
        var fields = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        fields["kbId"] = kb;
        fields["relativePath"] = "n.md";
        return await user.Http.AddDocAsync(text, "n.md", fields);
    }

    private async Task<(TestUser User, string Kb)> KeeperAsync(int most = 10)
    {
        var user = await Server.SignUpAsync();
        await (await user.Http.PatchAsJsonAsync("/v1/user/me", new { docVersioningEnabled = true, docVersioningMax = most })).DataAsync();
        return (user, await user.Http.CreateKbAsync());
    }
}
