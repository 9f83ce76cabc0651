using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>What is in a collection: its order, its cover, and what it counts.</summary>
internal sealed class CollectionContentTests() : ServerFixture
{
    [Test]
    public async Task Pictures_move_in_order_and_every_collection_counts_what_it_holds()
    {
        var user = await Server.SignUpAsync();
        var images = await UploadAsync(user, 4);
        var (one, two) = ((await user.Http.CreateCollectionAsync("One")).Text("id"), (await user.Http.CreateCollectionAsync("Two")).Text("id"));

        (await user.Http.MoveAsync(one, images[2].Id, images[0].Id, images[1].Id, images[0].Id, "AAAAAAAAAAA")).ShouldBe(3);

        (await OrderAsync(user, one)).ShouldBe([images[2].Id, images[0].Id, images[1].Id]);
        (await user.Http.CountsAsync(one)).ShouldBe((3, images.Take(3).Sum(image => image.Size)));
        (await user.Http.GetImageAsync(images[0].Id)).Text("kbId").ShouldBe(one);
        (await user.Http.MoveAsync(two, images[0].Id, images[3].Id)).ShouldBe(2);
        (await user.Http.MoveAsync(one, images[1].Id)).ShouldBe(1);
        (await user.Http.CountsAsync(one)).ShouldBe((2, images[2].Size + images[1].Size));
        (await user.Http.CountsAsync(two)).ShouldBe((2, images[0].Size + images[3].Size));
        (await user.Http.MoveAsync(null, images[3].Id, images[2].Id)).ShouldBe(2);
        (await OrderAsync(user, one)).ShouldBe([images[1].Id]);
        (await OrderAsync(user, two)).ShouldBe([images[0].Id]);
        (await user.Http.GetImageAsync(images[3].Id)).GetProperty("kbId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task Deleting_trashing_and_restoring_keep_the_counts_and_the_place()
    {
        var user = await Server.SignUpAsync();
        var images = await UploadAsync(user, 3);
        var album = (await user.Http.CreateCollectionAsync("Album")).Text("id");
        await user.Http.MoveAsync(album, [.. images.Select(image => image.Id)]);

        await (await user.Http.DeleteAsync($"/v1/images/{images[1].Id}?trash=true")).BodyAsync();
        (await user.Http.CountsAsync(album)).ShouldBe((2, images[0].Size + images[2].Size));
        await (await user.Http.DeleteAsync($"/v1/images/{images[0].Id}")).BodyAsync();
        (await user.Http.CountsAsync(album)).ShouldBe((1, images[2].Size));
        await (await user.Http.PostAsync($"/v1/trash/{images[1].Id}/restore", null)).BodyAsync();

        (await user.Http.CountsAsync(album)).ShouldBe((2, images[1].Size + images[2].Size));
        (await OrderAsync(user, album)).ShouldBe([images[1].Id, images[2].Id]);
    }

    [Test]
    public async Task An_upload_may_go_straight_into_a_collection()
    {
        var user = await Server.SignUpAsync();
        var album = (await user.Http.CreateCollectionAsync("Album")).Text("id");

        var image = await user.Http.UploadAsync(Pictures.Png(4, 4), "a.png", ("kbId", album));

        image.Text("kbId").ShouldBe(album);
        (await user.Http.CountsAsync(album)).ShouldBe((1, image.GetProperty("sizeBytes").GetInt64()));
        (await user.Http.PostImageAsync(Pictures.Png(4, 4), "a.png", ("kbId", "short"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var music = await user.Http.WriteAsync("/v1/collections", new { name = "Tales", allowedResourceTypes = new[] { "audio" } }, HttpStatusCode.Created);
        (await user.Http.PostImageAsync(Pictures.Png(4, 4), "a.png", ("kbId", music.Text("id")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await user.Http.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64().ShouldBe(1);
    }

    [Test]
    public async Task The_order_is_the_owners()
    {
        var user = await Server.SignUpAsync();
        var ids = (await UploadAsync(user, 5)).ConvertAll(image => image.Id);
        var album = (await user.Http.CreateCollectionAsync("Album")).Text("id");
        await user.Http.MoveAsync(album, [.. ids]);
        await (await user.Http.DeleteAsync($"/v1/images/{ids[1]}?trash=true")).BodyAsync();

        await ArrangeAsync(user, album, HttpStatusCode.OK, ids[0], ids[4], ids[2]);
        (await OrderAsync(user, album)).ShouldBe([ids[4], ids[2], ids[0], ids[3]]);
        await ArrangeAsync(user, album, HttpStatusCode.OK, null, ids[4]);
        (await OrderAsync(user, album)).ShouldBe([ids[2], ids[0], ids[3], ids[4]]);
        await ArrangeAsync(user, album, HttpStatusCode.UnprocessableEntity, ids[2], ids[1]);
        await ArrangeAsync(user, album, HttpStatusCode.UnprocessableEntity, "AAAAAAAAAAA", ids[2]);
        await ArrangeAsync(user, album, HttpStatusCode.UnprocessableEntity, ids[2], ids[2]);
        (await user.Http.WalkAsync($"/v1/collections/{album}/images?limit=3")).ShouldBe([ids[2], ids[0], ids[3], ids[4]]);
        (await user.Http.PageAsync($"/v1/collections/{album}/images?limit=4")).Next.ShouldBeNull();
        (await user.Http.GetAsync($"/v1/collections/{album}/images?cursor=e30%3D")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task There_is_a_cover_while_there_is_a_picture()
    {
        var user = await Server.SignUpAsync();
        var ids = (await UploadAsync(user, 3)).ConvertAll(image => image.Id);
        var album = (await user.Http.CreateCollectionAsync("Album")).Text("id");
        await user.Http.MoveAsync(album, [.. ids]);
        (await CoverAsync(user, album)).ShouldBe(ids[0]);

        await (await user.Http.PatchAsJsonAsync($"/v1/collections/{album}", new { coverImageId = ids[2] })).DataAsync();
        (await CoverAsync(user, album)).ShouldBe(ids[2]);
        await (await user.Http.DeleteAsync($"/v1/images/{ids[2]}?trash=true")).BodyAsync();
        (await CoverAsync(user, album)).ShouldBe(ids[0]);
        await user.Http.MoveAsync(null, ids[0]);
        (await CoverAsync(user, album)).ShouldBe(ids[1]);
        await (await user.Http.DeleteAsync($"/v1/images/{ids[1]}")).BodyAsync();
        (await CoverAsync(user, album)).ShouldBeNull();
        await (await user.Http.PostAsync($"/v1/trash/{ids[2]}/restore", null)).BodyAsync();
        (await CoverAsync(user, album)).ShouldBe(ids[2]);
    }

    [Test]
    public async Task A_full_collection_goes_only_with_what_it_holds()
    {
        var user = await Server.SignUpAsync();
        var images = await UploadAsync(user, 3);
        var album = (await user.Http.CreateCollectionAsync("Album")).Text("id");
        await user.Http.MoveAsync(album, images[0].Id, images[1].Id);
        await (await user.Http.DeleteAsync($"/v1/images/{images[1].Id}?trash=true")).BodyAsync();

        (await (await user.Http.DeleteAsync($"/v1/collections/{album}")).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("KB_NOT_EMPTY");
        (await (await user.Http.DeleteAsync($"/v1/collections/{album}?cascade=true")).DataAsync()).Text("id").ShouldBe(album);

        (await user.Http.PageAsync("/v1/images")).Ids.ShouldBe([images[2].Id]);
        (await user.Http.StorageUsedAsync()).ShouldBe(images[1].Size + images[2].Size);
        var restored = await (await user.Http.PostAsync($"/v1/trash/{images[1].Id}/restore", null)).DataAsync();
        restored.GetProperty("kbId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task The_manifest_names_everything_page_by_page()
    {
        var user = await Server.SignUpAsync();
        var images = await UploadAsync(user, 3);
        var album = (await user.Http.CreateCollectionAsync("Album")).Text("id");
        (await user.Http.ReadAsync($"/v1/collections/{album}/manifest?version=3")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await user.Http.MoveAsync(album, [.. images.Select(image => image.Id)]);

        var manifest = await user.Http.ReadAsync($"/v1/collections/{album}/manifest?version=3&limit=2000");

        (manifest.GetProperty("protocolVersion").GetInt32(), manifest.Text("collectionId")).ShouldBe((3, album));
        var counts = manifest.GetProperty("counts");
        (counts.GetProperty("image").GetInt32(), counts.GetProperty("doc").GetInt32(), counts.GetProperty("total").GetInt32()).ShouldBe((3, 0, 3));
        var item = manifest.GetProperty("items")[0];
        (item.Text("resourceType"), item.Text("id"), item.Text("name"), item.Text("sourceHash").Length, item.GetProperty("sizeBytes").GetInt64())
            .ShouldBe(("image", images[0].Id, "a.png", 64, images[0].Size));
        (await user.Http.WalkAsync($"/v1/collections/{album}/manifest?version=3&limit=2")).ShouldBe(images.Select(image => image.Id));
        (await user.Http.PageAsync($"/v1/collections/{album}/manifest?version=3&limit=3")).Next.ShouldBeNull();
        (await user.Http.GetAsync($"/v1/collections/{album}/manifest?version=2")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await user.Http.GetAsync($"/v1/collections/{album}/manifest")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Counts_are_exact_whatever_happens_at_once()
    {
        var user = await Server.SignUpAsync();
        var images = await UploadAsync(user, 12);
        var (one, two) = ((await user.Http.CreateCollectionAsync("One")).Text("id"), (await user.Http.CreateCollectionAsync("Two")).Text("id"));
        await user.Http.MoveAsync(one, [.. images.Select(image => image.Id)]);

        await Task.WhenAll(images.Select((image, number) => (number % 4) switch
        {
            0 => user.Http.DeleteAsync($"/v1/images/{image.Id}"),
            1 => user.Http.DeleteAsync($"/v1/images/{image.Id}?trash=true"),
            _ => user.Http.PostAsJsonAsync("/v1/images/batch-move", new { ids = new[] { image.Id }, kbId = number % 4 == 2 ? two : null }),
        }));

        (await user.Http.CountsAsync(one)).ShouldBe((0, 0));
        (await user.Http.CountsAsync(two)).ShouldBe((3, images.Where((_, number) => number % 4 == 2).Sum(image => image.Size)));
        (await user.Http.StorageUsedAsync()).ShouldBe(images.Where((_, number) => number % 4 != 0).Sum(image => image.Size));
    }

    [TestCase("""{"ids":[],"kbId":null}""")]
    [TestCase("""{"ids":["AAAAAAAAAAA"]}""")]
    [TestCase("""{"kbId":null}""")]
    public async Task A_move_names_pictures_and_a_place(string body)
    {
        var user = await Server.SignUpAsync();

        var response = await user.Http.PostAsync("/v1/images/batch-move", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<List<(string Id, long Size)>> UploadAsync(TestUser user, int count)
    {
        var images = new List<(string, long)>();
        for (var i = 0; i < count; i++)
        {
            var image = await user.Http.UploadAsync(Pictures.Png(4 + i, 4), "a.png");
            images.Add((image.Text("id"), image.GetProperty("sizeBytes").GetInt64()));
        }

        return images;
    }

    private static async Task<List<string>> OrderAsync(TestUser user, string collection) =>
        (await user.Http.PageAsync($"/v1/collections/{collection}/images")).Ids;

    private static async Task<string?> CoverAsync(TestUser user, string collection) =>
        (await user.Http.ReadAsync($"/v1/collections/{collection}")).GetProperty("coverImageId").GetString();

    private static async Task ArrangeAsync(TestUser user, string collection, HttpStatusCode expected, string? before, params string[] ids) =>
        (await user.Http.PostAsJsonAsync($"/v1/collections/{collection}/order", new { ids, before })).StatusCode.ShouldBe(expected);
}
