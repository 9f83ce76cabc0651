using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Documents;

public class DocumentListTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus")
{
    [Test]
    public async Task Lists_come_in_three_orders_page_by_page()
    {
        var user = await Server.SignUpAsync();
        (await user.Http.PageAsync("/v1/docs")).Ids.ShouldBeEmpty();
        var ids = new List<string>();
        foreach (var title in new[] { "banana", "Apple", "cherry", "apple" })
        {
            ids.Add((await user.Http.AddDocAsync($"text of {title} {ids.Count}", "n.md", new { title })).Text("id"));
            Server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await user.Http.PatchAsJsonAsync($"/v1/docs/{ids[0]}", new { isPublic = false });

        (await user.Http.WalkAsync("/v1/docs?limit=3")).ShouldBe([ids[0], ids[3], ids[2], ids[1]]);
        (await user.Http.WalkAsync("/v1/docs?sort=created_at&limit=1")).ShouldBe([ids[3], ids[2], ids[1], ids[0]]);
        var byTitle = await user.Http.WalkAsync("/v1/docs?sort=title&limit=1");
        byTitle.Take(2).ShouldBe([ids[1], ids[3]], ignoreOrder: true);
        byTitle.Skip(2).ShouldBe([ids[0], ids[2]]);
        (await user.Http.PageAsync("/v1/docs?limit=4")).Next.ShouldBeNull();
        foreach (var wrong in new[] { "limit=0", "cursor=x", "sort=size", "kbId=short", "prefix=a", "isPublic=maybe" })
        {
            (await user.Http.GetAsync($"/v1/docs?{wrong}")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, wrong);
        }
    }

    [Test]
    public async Task Lists_are_narrowed()
    {
        var user = await Server.SignUpAsync();
        var kb = await user.Http.CreateKbAsync();
        var a = (await user.Http.AddDocAsync("1", "100%_done.md", new { title = "Plan for SUMMER", tags = new[] { "work", "two words" } })).Text("id");
        var b = (await user.Http.AddDocAsync("2", "other.md", new { title = "Über uns", isPublic = false, kbId = kb, relativePath = "Notes/summer.md" })).Text("id");
        var c = (await user.Http.AddDocAsync("3", "third.md", new { title = "100 done", kbId = kb, relativePath = "notes/x.md", tags = new[] { "wor" } })).Text("id");
        async Task<string[]> Find(string query) => [.. (await user.Http.PageAsync($"/v1/docs?{query}")).Ids.Order()];

        (await Find("q=summer")).ShouldBe(new[] { a, b }.Order());
        (await Find("q=summer%20plan")).ShouldBe([a]);
        (await Find("q=%25_")).ShouldBe([a]);
        (await Find("q=%C3%BCber")).ShouldBe([b]);
        (await Find("q=nothing")).ShouldBeEmpty();
        (await Find("tag=work")).ShouldBe([a]);
        (await Find("tag=two%20words")).ShouldBe([a]);
        (await Find("tag=wor")).ShouldBe([c]);
        (await Find("isPublic=false")).ShouldBe([b]);
        (await Find("is_public=true")).ShouldBe(new[] { a, c }.Order());
        (await Find("kbId=null")).ShouldBe([a]);
        (await Find($"kbId={kb}")).ShouldBe(new[] { b, c }.Order());
        (await Find($"kbId={kb}&prefix=notes/")).ShouldBe([c]);
        (await Find($"kbId={kb}&prefix=Notes/")).ShouldBe([b]);
    }
}
