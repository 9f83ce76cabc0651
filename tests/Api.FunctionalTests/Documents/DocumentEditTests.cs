using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Documents;

/// <summary>Changing, filing, deleting and taking back.</summary>
public class DocumentEditTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus", "--Picora:Documents:KeepDeletedDays=30")
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task AdministerAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task What_is_given_changes_and_the_rest_stays()
    {
        var user = await Server.SignUpAsync();
        var id = (await user.Http.AddDocAsync("# Old", "note.md", new { tags = new[] { "a" } })).Text("id");

        var changed = await PatchAsync(user, id, new { title = " New ", is_public = false });
        changed.Text("title").ShouldBe("New");
        changed.GetProperty("isPublic").GetBoolean().ShouldBeFalse();
        changed.GetProperty("pageUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        changed.GetProperty("tags")[0].GetString().ShouldBe("a");
        (await PatchAsync(user, id, new { tags = new[] { "x", "y", "x" } })).GetProperty("tags").GetArrayLength().ShouldBe(2);
        foreach (var wrong in new object[] { new { }, new { title = "" }, new { title = "\u0001 " }, new { title = new string('x', 201) }, new { tags = new[] { new string('x', 33) } }, new { kbId = id }, new { relativePath = "a.md" } })
        {
            (await (await user.Http.PatchAsJsonAsync($"/v1/docs/{id}", wrong)).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        }

        (await user.Http.PatchAsJsonAsync("/v1/docs/AAAAAAAAAAAAAAAAAAAAA", new { title = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_document_is_filed_moved_and_taken_out()
    {
        var user = await Server.SignUpAsync();
        var (one, two) = (await user.Http.CreateKbAsync("One"), await user.Http.CreateKbAsync("Two"));
        var id = (await user.Http.AddDocAsync("text")).Text("id");
        var other = (await user.Http.AddDocAsync("other", "o.md", new { kbId = two, relativePath = "taken.md" })).Text("id");

        (await PatchAsync(user, id, new { kbId = one, relativePath = "notes/text.md" })).Text("relativePath").ShouldBe("notes/text.md");
        (await CountsAsync(user, one, two)).ShouldBe([1, 1]);
        var clash = await (await user.Http.PatchAsJsonAsync($"/v1/docs/{id}", new { kbId = two, relativePath = "taken.md" })).BodyAsync(HttpStatusCode.Conflict);
        clash.GetProperty("meta").Text("existingId").ShouldBe(other);
        (await CountsAsync(user, one, two)).ShouldBe([1, 1]);
        await PatchAsync(user, id, new { kbId = two, relativePath = ".claude/memory.md" });
        (await CountsAsync(user, one, two)).ShouldBe([0, 2]);
        (await user.Http.DocQuotaAsync("memory_doc_count")).ShouldBe(1);
        (await PatchAsync(user, id, new { kbId = (string?)null })).GetProperty("kbId").ValueKind.ShouldBe(JsonValueKind.Null);
        (await CountsAsync(user, one, two)).ShouldBe([0, 1]);
        (await user.Http.DocQuotaAsync("memory_doc_count")).ShouldBe(0);
        (await user.Http.DocQuotaAsync()).ShouldBe(2);
    }

    [Test]
    public async Task Several_are_moved_and_those_that_cannot_go_say_why()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var kb = await user.Http.CreateKbAsync();
        var taken = (await user.Http.AddDocAsync("taken", "n.md", new { kbId = kb, relativePath = "n.md" })).Text("id");
        var (free, clash, theirs) = ((await user.Http.AddDocAsync("free", "f.md")).Text("id"), (await user.Http.AddDocAsync("clash", "n.md")).Text("id"), (await stranger.Http.AddDocAsync("theirs")).Text("id"));

        var moved = await user.Http.WriteAsync("/v1/docs/batch-move", new { ids = new[] { free, clash, theirs, taken }, kbId = kb });

        moved.GetProperty("moved").EnumerateArray().Select(id => id.GetString()).ShouldBe([free, taken]);
        moved.GetProperty("failed").EnumerateArray().Select(failed => (failed.Text("id"), failed.Text("reason"))).ShouldBe([(clash, "RelativePathTaken"), (theirs, "NotFound")]);
        var nowhere = await user.Http.WriteAsync("/v1/docs/batch-move", new { ids = new[] { clash }, kbId = "AAAAAAAAAAAAAAAAAAAAA" });
        nowhere.GetProperty("failed")[0].Text("reason").ShouldBe("CollectionNotFound");
        (await user.Http.WriteAsync("/v1/docs/batch-move", new { ids = new[] { free, taken }, kbId = (string?)null })).GetProperty("moved").GetArrayLength().ShouldBe(2);
        (await CountsAsync(user, kb)).ShouldBe([0]);
        (await user.Http.PostAsJsonAsync("/v1/docs/batch-move", new { ids = new[] { free } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task What_was_deleted_can_be_taken_back_for_a_while()
    {
        var user = await Server.SignUpAsync();
        var kb = await user.Http.CreateKbAsync();
        var id = (await user.Http.AddDocAsync("text", "n.md", new { kbId = kb, relativePath = "n.md" })).Text("id");

        await (await user.Http.DeleteAsync($"/v1/docs/{id}")).BodyAsync();
        (await user.Http.GetAsync($"/v1/docs/{id}/raw")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.GetAsync($"/d/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.PageAsync("/v1/docs?limit=5")).Ids.ShouldBeEmpty();
        (await user.Http.PageAsync("/v1/docs?deleted=true")).Ids.ShouldBe([id]);
        (await user.Http.DocQuotaAsync(), (await CountsAsync(user, kb))[0]).ShouldBe((0, 0));
        var usurper = (await user.Http.AddDocAsync("another", "n.md", new { kbId = kb, relativePath = "n.md" })).Text("id");
        (await user.Http.PostAsync($"/v1/docs/{id}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await (await user.Http.DeleteAsync($"/v1/docs/{usurper}?hard=true")).BodyAsync();
        (await (await user.Http.PostAsync($"/v1/docs/{id}/restore", null)).DataAsync()).Text("relativePath").ShouldBe("n.md");
        (await user.Http.RawTextAsync(id)).ShouldBe("text");
        (await user.Http.DocQuotaAsync(), (await CountsAsync(user, kb))[0]).ShouldBe((1, 1));
        (await user.Http.PostAsync($"/v1/docs/{usurper}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await user.Http.DeleteAsync($"/v1/docs/{id}");
        Server.Clock.Advance(TimeSpan.FromDays(31));
        var back = await Server.SignUpAsync(user.Email);
        (await (await Server.SignUpAsync(administrator.Email)).Http.RunJobAsync("purge-documents")).ShouldEndWith("documents that had been deleted.");
        (await back.Http.PageAsync("/v1/docs?deleted=true")).Ids.ShouldBeEmpty();
    }

    [Test]
    public async Task Several_are_deleted_at_once()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        string[] ids = [(await user.Http.AddDocAsync("one")).Text("id"), (await user.Http.AddDocAsync("two")).Text("id"), (await stranger.Http.AddDocAsync("theirs")).Text("id"), "none"];

        var answer = await (await user.Http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/v1/docs?hard=true") { Content = JsonContent.Create(new { ids }) })).DataAsync();

        answer.ToString().ShouldBe("{\"deleted\":2,\"failed\":2}");
        (await user.Http.DocQuotaAsync()).ShouldBe(0);
        (await stranger.Http.DocQuotaAsync()).ShouldBe(1);
        var tooMany = new HttpRequestMessage(HttpMethod.Delete, "/v1/docs") { Content = JsonContent.Create(new { ids = Enumerable.Range(0, 51).Select(i => $"{i}") }) };
        (await user.Http.SendAsync(tooMany)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_collection_that_goes_takes_its_documents_along_when_it_is_told_to()
    {
        var user = await Server.SignUpAsync();
        var kb = await user.Http.CreateKbAsync();
        var id = (await user.Http.AddDocAsync("text", "n.md", new { kbId = kb, relativePath = "a/n.md" })).Text("id");
        var gone = (await user.Http.AddDocAsync("gone", "g.md", new { kbId = kb, relativePath = "a/g.md" })).Text("id");
        await user.Http.DeleteAsync($"/v1/docs/{gone}");

        var manifest = await user.Http.ReadAsync($"/v1/collections/{kb}/manifest?version=3&limit=1");
        manifest.GetProperty("counts").ToString().ShouldBe("{\"doc\":1,\"image\":0,\"video\":0,\"audio\":0,\"total\":1}");
        var items = manifest.GetProperty("items").EnumerateArray().ToList();
        items.AddRange((await user.Http.ReadAsync($"/v1/collections/{kb}/manifest?version=3&cursor={Uri.EscapeDataString(manifest.Text("nextCursor"))}")).GetProperty("items").EnumerateArray());
        items.Select(item => (item.Text("resourceType"), item.Text("id"), item.GetProperty("deletedAt").ValueKind == JsonValueKind.Null))
            .ShouldBe([("doc", id, true), ("doc", gone, false)], ignoreOrder: true);
        (await (await user.Http.DeleteAsync($"/v1/collections/{kb}")).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("KB_NOT_EMPTY");
        (await user.Http.DeleteAsync($"/v1/collections/{kb}?cascade=true")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.DocQuotaAsync()).ShouldBe(0);
        var restored = await (await user.Http.PostAsync($"/v1/docs/{id}/restore", null)).DataAsync();
        restored.GetProperty("kbId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static async Task<JsonElement> PatchAsync(TestUser user, string id, object change) => await (await user.Http.PatchAsJsonAsync($"/v1/docs/{id}", change)).DataAsync();

    private static async Task<int[]> CountsAsync(TestUser user, params string[] collections)
    {
        var counts = new List<int>();
        foreach (var id in collections)
        {
            var collection = await user.Http.ReadAsync($"/v1/collections/{id}");
            collection.GetProperty("itemCount").GetInt32().ShouldBe(collection.GetProperty("docCount").GetInt32());
            counts.Add(collection.GetProperty("docCount").GetInt32());
        }

        return [.. counts];
    }
}
