using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Documents;

/// <summary>What nobody counts is bounded all the same: one answer, what was deleted, and what is kept from before.</summary>
public class DocumentLimitTests() : ServerFixture(
    "--Picora:Accounts:SignUpPlan=pro_plus", "--Picora:Documents:MaxBatchBytes=65536", "--Picora:Documents:MaxDeleted=3", "--Picora:Documents:MaxDeletedBytes=100000",
    "--Picora:Documents:MaxOwnerRevisions=3", "--Picora:Documents:MaxOwnerRevisionBytes=100000")
{
    [Test]
    public async Task One_answer_holds_so_many_bytes_and_the_rest_can_be_had_by_itself()
    {
        var user = await Server.SignUpAsync();
        string[] ids = [await AddAsync(user, 'a', 100_000), await AddAsync(user, 'b', 40_000), await AddAsync(user, 'c', 40_000), await AddAsync(user, 'd', 10)];

        var first = await BatchAsync(ids);
        var rest = await BatchAsync(ids[1..]);

        first.Docs.ShouldBe([ids[0]], "The first comes, however long it is.");
        first.Failed.ShouldBe(ids[1..]);
        rest.Docs.ShouldBe([ids[1], ids[3]]);
        rest.Failed.ShouldBe([ids[2]]);

        async Task<(string[] Docs, string[] Failed)> BatchAsync(string[] wanted)
        {
            var answer = await (await Server.CreateClient().PostAsJsonAsync("/v1/docs/raw:batch", new { ids = wanted })).DataAsync();
            var failed = answer.GetProperty("failed").EnumerateArray().ToList();
            failed.ShouldAllBe(document => document.GetProperty("reason").GetString() == "CONTENT_FETCH_FAILED");
            return ([.. answer.GetProperty("docs").EnumerateArray().Select(document => document.Text("id"))], [.. failed.Select(document => document.Text("id"))]);
        }
    }

    [Test]
    public async Task Of_what_was_deleted_the_oldest_makes_room()
    {
        var user = await Server.SignUpAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await DeletedAsync(user, (char)('a' + i), 10));
        }

        (await DeletedOfAsync(user)).ShouldBe([ids[4], ids[3], ids[2]], ignoreOrder: true);
        var (long1, long2) = (await DeletedAsync(user, 'x', 60_000), await DeletedAsync(user, 'y', 60_000));
        (await DeletedOfAsync(user)).ShouldBe([long2]);
        (await user.Http.PostAsync($"/v1/docs/{long1}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await user.Http.PostAsync($"/v1/docs/{long2}/restore", null)).DataAsync()).Text("id").ShouldBe(long2);
        (await user.Http.DocQuotaAsync()).ShouldBe(1);
    }

    [Test]
    public async Task Of_all_earlier_texts_of_an_owner_the_oldest_make_room()
    {
        var user = await Server.SignUpAsync();
        await (await user.Http.PatchAsJsonAsync("/v1/user/me", new { docVersioningEnabled = true, docVersioningMax = 100 })).DataAsync();
        var kb = await user.Http.CreateKbAsync();
        var (one, two) = (string.Empty, string.Empty);
        for (var i = 0; i < 4; i++)
        {
            one = await WriteAsync($"one {i}", "one.md");
            two = await WriteAsync($"two {i}", "two.md");
        }

        (await NumbersAsync(one)).ShouldBe([3]);
        (await NumbersAsync(two)).ShouldBe([3, 2]);
        one = await WriteAsync(new string('x', 90_000), "one.md");
        one = await WriteAsync(new string('y', 90_000), "one.md");
        one = await WriteAsync("short", "one.md");
        (await NumbersAsync(one)).ShouldBe([6], "Two long ones are more than there is room for.");
        (await NumbersAsync(two)).ShouldBeEmpty();

        async Task<string> WriteAsync(string text, string path)
        {
            Server.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await user.Http.AddDocAsync(text, path, new { kbId = kb, relativePath = path })).Text("id");
        }

        async Task<int[]> NumbersAsync(string id) =>
            [.. (await user.Http.ReadAsync($"/v1/docs/{id}/revisions")).GetProperty("revisions").EnumerateArray().Select(row => row.GetProperty("revNumber").GetInt32())];
    }

    private static async Task<string> AddAsync(TestUser user, char letter, int length) => (await user.Http.AddDocAsync(new string(letter, length))).Text("id");

    private static async Task<IReadOnlyList<string>> DeletedOfAsync(TestUser user) => (await user.Http.PageAsync("/v1/docs?deleted=true")).Ids;

    private async Task<string> DeletedAsync(TestUser user, char letter, int length)
    {
        var id = await AddAsync(user, letter, length);
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await (await user.Http.DeleteAsync($"/v1/docs/{id}")).BodyAsync();
        return id;
    }
}
