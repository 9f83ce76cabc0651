using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Tags over a whole library.</summary>
internal sealed class TagTests() : ServerFixture
{
    [Test]
    public async Task Tags_are_listed_by_name_with_their_counts_page_by_page()
    {
        var user = await Server.SignUpAsync();
        (await user.Http.GlanceAsync("/v1/images/tags?limit=2", "name")).ShouldBeEmpty();
        await UploadAsync(user, "b");
        (await user.Http.GlanceAsync("/v1/images/tags?limit=2", "name")).ShouldBe("b");
        await UploadAsync(user, "a", "b");
        (await user.Http.GlanceAsync("/v1/images/tags?limit=2", "name")).ShouldBe("a b");
        await UploadAsync(user, "海");
        (await user.Http.GlanceAsync("/v1/images/tags?limit=2", "name")).ShouldBe("a b ...");
        (await user.Http.WalkAsync("/v1/images/tags?limit=2", "name")).ShouldBe(["a", "b", "海"]);

        var tags = (await user.Http.ReadAsync("/v1/images/tags")).GetProperty("items").EnumerateArray();
        tags.Select(tag => (tag.Text("name"), tag.GetProperty("count").GetInt32())).ShouldBe([("a", 1), ("b", 2), ("海", 1)]);
        (await (await Server.SignUpAsync()).Http.PageAsync("/v1/images/tags", "name")).Ids.ShouldBeEmpty();
    }

    [Test]
    public async Task A_renamed_tag_keeps_its_place_is_searched_by_its_new_name_and_merges_with_another()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var plain = await UploadAsync(user, "first", "see", "last");
        var both = await UploadAsync(user, "sea", "see");
        var trashed = await UploadAsync(user, "see");
        await UploadAsync(other, "see");
        await (await user.Http.DeleteAsync($"/v1/images/{trashed}?trash=true")).BodyAsync();

        var change = await user.Http.WriteAsync("/v1/images/tags/rename", new { from = "see", to = "sea" });

        change.GetProperty("changed").GetInt32().ShouldBe(3);
        (await TagsAsync(user, plain)).ShouldBe(["first", "sea", "last"]);
        (await TagsAsync(user, both)).ShouldBe(["sea"]);
        (await user.Http.PageAsync("/v1/images?q=sea")).Ids.ShouldBe([plain, both], ignoreOrder: true);
        (await user.Http.PageAsync("/v1/images?q=see")).Ids.ShouldBeEmpty();
        await (await user.Http.PostAsync($"/v1/trash/{trashed}/restore", null)).BodyAsync();
        (await TagsAsync(user, trashed)).ShouldBe(["sea"]);
        (await other.Http.PageAsync("/v1/images/tags", "name")).Ids.ShouldBe(["see"]);
    }

    [Test]
    public async Task A_deleted_tag_leaves_the_pictures()
    {
        var user = await Server.SignUpAsync();
        var id = await UploadAsync(user, "sea", "sun");

        var change = await (await user.Http.DeleteJsonAsync("/v1/images/tags", new { name = "sea" })).DataAsync();

        change.GetProperty("changed").GetInt32().ShouldBe(1);
        (await TagsAsync(user, id)).ShouldBe(["sun"]);
        (await user.Http.PageAsync("/v1/images?tag=sea")).Ids.ShouldBeEmpty();
        (await user.Http.WriteAsync("/v1/images/tags/rename", new { from = "sea", to = "x" })).GetProperty("changed").GetInt32().ShouldBe(0);
    }

    [TestCase("a", "")]
    [TestCase(" ", "b")]
    [TestCase("a", "123456789012345678901234567890123")]
    [TestCase("a", "b\0")]
    [TestCase(null, "b")]
    public async Task A_tag_is_a_short_text(string? from, string? to)
    {
        var user = await Server.SignUpAsync();

        (await user.Http.PostAsJsonAsync("/v1/images/tags/rename", new { from, to })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<string> UploadAsync(TestUser user, params string[] tags) =>
        (await user.Http.UploadAsync(Pictures.Png(4, 4), "a.png", ("tags", JsonSerializer.Serialize(tags)))).Text("id");

    private static async Task<List<string?>> TagsAsync(TestUser user, string id) =>
        [.. (await user.Http.GetImageAsync(id)).GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())];
}
