using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>A picture in the trash is gone for everybody, but its bytes stay, and so does what they cost.</summary>
internal sealed class TrashTests() : ServerFixture
{
    [Test]
    public async Task What_is_in_the_trash_is_nowhere_else_and_comes_back_as_it_was()
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Png(8, 8), "a.png", ("tags", "[\"sea\"]"), ("title", "Sea"));
        var (id, used) = (image.Text("id"), await user.Http.StorageUsedAsync());

        await (await user.Http.DeleteAsync($"/v1/images/{id}?trash=true")).BodyAsync();

        await ShouldBeGoneAsync(user, image);
        (await user.Http.StorageUsedAsync()).ShouldBe(used);
        var usage = (await user.Http.UsageAsync()).GetProperty("images");
        (usage.GetProperty("totalCount").GetInt64(), usage.GetProperty("publicCount").GetInt64(), usage.GetProperty("privateCount").GetInt64()).ShouldBe((0, 0, 0));
        var trash = await user.Http.ReadAsync("/v1/trash");
        var entry = trash.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (entry.Text("id"), entry.GetProperty("trashedAt").ValueKind, trash.GetProperty("total").GetInt64(), trash.GetProperty("retentionDays").GetInt32())
            .ShouldBe((id, JsonValueKind.String, 1, 30));

        var restored = await (await user.Http.PostAsync($"/v1/trash/{id}/restore", null)).DataAsync();

        (restored.Text("id"), restored.Text("url"), restored.Text("title"), restored.GetProperty("trashedAt").ValueKind)
            .ShouldBe((id, image.Text("url"), "Sea", JsonValueKind.Null));
        (await user.Http.PageAsync("/v1/images?tag=sea")).Ids.ShouldBe([id]);
        (await user.Http.PageAsync("/v1/trash")).Ids.ShouldBeEmpty();
        (await Server.CreateClient().GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.StorageUsedAsync()).ShouldBe(used);
    }

    [Test]
    public async Task A_deletion_that_does_not_say_otherwise_is_for_good()
    {
        var user = await Server.SignUpAsync();
        var id = (await user.Http.UploadAsync(Pictures.Png(8, 8))).Text("id");

        await (await user.Http.DeleteAsync($"/v1/images/{id}")).BodyAsync();

        (await user.Http.PageAsync("/v1/trash")).Ids.ShouldBeEmpty();
        (await user.Http.StorageUsedAsync()).ShouldBe(0);
    }

    [Test]
    public async Task Purging_and_emptying_give_everything_back()
    {
        var user = await Server.SignUpAsync();
        var ids = await UploadAsync(user, 3);
        await TrashAsync(user, ids);

        await (await user.Http.DeleteAsync($"/v1/trash/{ids[0]}")).BodyAsync();
        (await user.Http.DeleteAsync($"/v1/trash/{ids[0]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.PageAsync("/v1/trash")).Ids.Count.ShouldBe(2);
        (await (await user.Http.DeleteAsync("/v1/trash")).DataAsync()).GetProperty("deleted").GetInt32().ShouldBe(2);

        (await user.Http.StorageUsedAsync()).ShouldBe(0);
        (await (await user.Http.DeleteAsync("/v1/trash")).DataAsync()).GetProperty("deleted").GetInt32().ShouldBe(0);
        (await user.Http.PostAsync($"/v1/trash/{ids[1]}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task The_same_bytes_again_come_back_under_the_old_address_as_the_upload_says()
    {
        var user = await Server.SignUpAsync();
        var bytes = Pictures.Png(8, 8);
        var first = await user.Http.UploadAsync(bytes, "a.png", ("tags", "[\"old\"]"), ("title", "Old"));
        var used = await user.Http.StorageUsedAsync();
        await TrashAsync(user, [first.Text("id")]);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        (await user.Http.WriteAsync("/v1/images/exists", new { hashes = new[] { hash } })).GetProperty("missing").GetArrayLength().ShouldBe(1);

        var response = await user.Http.PostImageAsync(bytes, "b.png", ("tags", "[\"new\"]"), ("isPublic", "false"));

        response.Headers.GetValues("X-Picora-Duplicate").ShouldBe(["true"]);
        var again = await response.DataAsync(HttpStatusCode.Created);
        (again.Text("id"), again.Text("url"), again.GetProperty("isPublic").GetBoolean(), again.GetProperty("title").ValueKind)
            .ShouldBe((first.Text("id"), first.Text("url"), false, JsonValueKind.Null));
        again.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["new"]);
        (await Server.CreateClient().GetAsync(first.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await user.Http.StorageHeldAsync()).ShouldBe(used);
        (await user.Http.PageAsync("/v1/images")).Ids.ShouldBe([first.Text("id")]);
    }

    [Test]
    public async Task The_trash_is_paged_the_latest_first()
    {
        var user = await Server.SignUpAsync();
        (await user.Http.GlanceAsync("/v1/trash?limit=2")).ShouldBeEmpty();
        var thrown = new List<string>();
        foreach (var count in new[] { 1, 2, 3 })
        {
            var id = (await UploadAsync(user, 1)).Single();
            Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await TrashAsync(user, [id]);
            thrown.Insert(0, id);
            var (ids, next) = await user.Http.PageAsync("/v1/trash?limit=2");
            ids.ShouldBe(thrown.Take(2));
            (next is null).ShouldBe(count <= 2);
        }

        (await user.Http.WalkAsync("/v1/trash?limit=2")).ShouldBe(thrown);
        (await user.Http.GetAsync("/v1/trash?limit=0")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Nobody_reaches_into_the_trash_of_others()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var id = (await UploadAsync(user, 1)).Single();
        await TrashAsync(user, [id]);

        (await other.Http.PostAsync($"/v1/trash/{id}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Http.DeleteAsync($"/v1/trash/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await other.Http.DeleteAsync("/v1/trash")).DataAsync()).GetProperty("deleted").GetInt32().ShouldBe(0);
        var restored = await user.Http.WriteAsync("/v1/trash/restore", new { ids = new[] { id, "AAAAAAAAAAA" } });
        (restored.GetProperty("restored").GetInt32(), restored.GetProperty("failed").GetInt32()).ShouldBe((1, 1));
    }

    private static async Task ShouldBeGoneAsync(TestUser user, JsonElement image)
    {
        var id = image.Text("id");
        (await user.Http.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.GetAsync($"/v1/images/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.GetAsync($"/v1/images/{id}/location")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.PatchAsJsonAsync($"/v1/images/{id}", new { title = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.PostAsJsonAsync($"/v1/images/{id}/sign", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.DeleteAsync($"/v1/images/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.PageAsync("/v1/images?tag=sea")).Ids.ShouldBeEmpty();
        (await user.Http.PageAsync("/v1/images/tags", "name")).Ids.ShouldBeEmpty();
        var list = await user.Http.ReadAsync("/v1/images");
        (list.GetProperty("items").GetArrayLength(), list.GetProperty("total").GetInt64()).ShouldBe((0, 0));
    }

    private static async Task<List<string>> UploadAsync(TestUser user, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await user.Http.UploadAsync(Pictures.Png(4, 4))).Text("id"));
        }

        return ids;
    }

    private static async Task TrashAsync(TestUser user, List<string> ids) =>
        (await (await user.Http.DeleteJsonAsync("/v1/images?trash=true", new { ids })).DataAsync()).GetProperty("deleted").GetInt32().ShouldBe(ids.Count);
}
