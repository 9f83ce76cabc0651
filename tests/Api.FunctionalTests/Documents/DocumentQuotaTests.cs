using System.Net;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Documents;

/// <summary>How many documents there may be, and what happens when many come at once.</summary>
public class DocumentQuotaTests() : ServerFixture(
    "--Picora:Accounts:SignUpPlan=trial", "--Picora:Plans:trial:DocCount=5", "--Picora:Plans:trial:MemoryDocCount=2", "--Picora:Plans:trial:DocBytes=2000", "--Picora:Plans:trial:KbCount=10")
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task AdministerAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task The_count_is_exact_whoever_comes_at_once()
    {
        var user = await Server.SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => user.Http.PostDocAsync($"text {i}")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(5);
        var refused = await answers.First(answer => answer.StatusCode != HttpStatusCode.Created).BodyAsync(HttpStatusCode.Forbidden);
        refused.Text("code").ShouldBe("QUOTA_EXCEEDED");
        refused.GetProperty("meta").ToString().ShouldBe("{\"type\":\"doc_count\",\"used\":5,\"limit\":5}");
        (await user.Http.DocQuotaAsync()).ShouldBe(5);
        var id = (await user.Http.PageAsync("/v1/docs?limit=1")).Ids[0];
        (await user.Http.DeleteAsync($"/v1/docs/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await user.Http.AddDocAsync("room again");
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
        (await user.Http.DocQuotaAsync()).ShouldBe(5);
    }

    [Test]
    public async Task Memories_are_counted_by_themselves()
    {
        var user = await Server.SignUpAsync();
        var kbId = await user.Http.CreateKbAsync();
        for (var i = 0; i < 2; i++)
        {
            await user.Http.AddDocAsync($"memory {i}", "m.md", new { kbId, relativePath = $"a/.claude/{i}.md" });
        }

        var third = await (await user.Http.PostDocAsync("memory 3", "m.md", new { kbId, relativePath = ".moraya/3.md" })).BodyAsync(HttpStatusCode.Forbidden);
        third.GetProperty("meta").Text("type").ShouldBe("memory_doc_count");
        await user.Http.AddDocAsync("a file of that name", "m.md", new { kbId, relativePath = ".claude" });
        (await user.Http.DocQuotaAsync("memory_doc_count")).ShouldBe(2);
        (await user.Http.DocQuotaAsync()).ShouldBe(1);
        (await user.Http.ReadAsync($"/v1/collections/{kbId}")).GetProperty("docCount").GetInt32().ShouldBe(3);
    }

    [Test]
    public async Task A_text_may_be_as_long_as_the_plan_says()
    {
        var user = await Server.SignUpAsync();

        await user.Http.AddDocAsync(new string('x', 1998) + "é");
        var answer = await (await user.Http.PostDocAsync(new string('x', 1999) + "é")).BodyAsync(HttpStatusCode.UnprocessableEntity);

        answer.GetProperty("meta").GetProperty("maxBytes").GetInt32().ShouldBe(2000);
    }

    [Test]
    public async Task One_of_eight_wins_a_path_and_the_others_are_told()
    {
        var user = await Server.SignUpAsync();
        var kbId = await user.Http.CreateKbAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => user.Http.PostDocAsync($"text {i}", "n.md", new { kbId, relativePath = "n.md" })));

        var created = answers.Single(answer => answer.StatusCode == HttpStatusCode.Created);
        var id = (await created.DataAsync(HttpStatusCode.Created)).Text("id");
        foreach (var answer in answers.Where(answer => answer != created))
        {
            var body = await answer.BodyAsync(HttpStatusCode.Conflict);
            body.Text("code").ShouldBe("DOC_HASH_DUPLICATE");
            body.GetProperty("meta").Text("existingId").ShouldBe(id);
        }

        (await user.Http.DocQuotaAsync()).ShouldBe(1);
        (await user.Http.ReadAsync($"/v1/collections/{kbId}")).GetProperty("docCount").GetInt32().ShouldBe(1);
    }

    [Test]
    public async Task Eight_times_the_same_text_at_once_is_one_document()
    {
        var user = await Server.SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => user.Http.PostDocAsync("the same")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        var ids = await Task.WhenAll(answers.Select(async answer => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("data").Text("id")));
        ids.Distinct().Count().ShouldBe(1);
        (await user.Http.DocQuotaAsync()).ShouldBe(1);
    }

    [Test]
    public async Task Somebody_elses_collection_is_like_none()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var kbId = await other.Http.CreateKbAsync();
        await other.Http.AddDocAsync("theirs", "n.md", new { kbId, relativePath = "n.md" });

        (await (await user.Http.PostDocAsync("mine", "n.md", new { kbId, relativePath = "n.md" })).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
        (await user.Http.DocQuotaAsync()).ShouldBe(0);
    }
}
