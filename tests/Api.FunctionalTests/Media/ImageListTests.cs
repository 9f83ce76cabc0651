using System.Net;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

public class ImageListTests() : ServerFixture
{
    [Test]
    public async Task An_empty_library_is_an_empty_list()
    {
        var user = await Server.SignUpAsync();
        var data = await ListAsync(user, "");

        data.EnumerateObject().Select(member => member.Name).ShouldBe(["items", "images", "nextCursor", "hasMore", "total"], ignoreOrder: true);
        (data.GetProperty("items").GetArrayLength(), data.GetProperty("images").GetArrayLength()).ShouldBe((0, 0));
        (data.GetProperty("nextCursor").ValueKind, data.GetProperty("hasMore").GetBoolean()).ShouldBe((JsonValueKind.Null, false));
        data.GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Test]
    public async Task A_page_is_full_at_its_limit_and_goes_on_past_it()
    {
        var user = await Server.SignUpAsync();
        var ids = await UploadAsync(user, 1);
        await ShouldListAsync(user, "limit=1", ids);

        ids = [.. await UploadAsync(user, 2), .. ids];
        await ShouldListAsync(user, "limit=3", ids);

        ids = [.. await UploadAsync(user, 1), .. ids];
        var (page, cursor) = await IdsAsync(user, "limit=3");
        page.ShouldBe(ids[..3]);
        await ShouldListAsync(user, $"limit=3&cursor={Uri.EscapeDataString(cursor!)}", ids[3..]);
        var data = await ListAsync(user, "pageSize=3&cursor=");
        data.GetProperty("items").GetRawText().ShouldBe(data.GetProperty("images").GetRawText());
        (data.GetProperty("hasMore").GetBoolean(), data.GetProperty("total").GetInt64(), data.GetProperty("items").GetArrayLength()).ShouldBe((true, 4, 3));
    }

    [Test]
    public async Task A_walk_over_pictures_of_one_moment_loses_and_repeats_nothing()
    {
        var user = await Server.SignUpAsync();
        var images = await Task.WhenAll(Enumerable.Range(0, 55).Select(_ => user.Http.UploadAsync(Pictures.Png(4, 4))));
        var expected = images.Select(image => image.Text("id")).OrderDescending(StringComparer.Ordinal).ToList();
        // Uploads at once often carry the same millisecond, but not on every machine.
        await Server.ExecuteSqlAsync($"""UPDATE images SET "CreatedAt" = 1767610800000 WHERE "OwnerId" = '{user.Id}'""");

        (await WalkAsync(user, "limit=7")).ShouldBe(expected);
        (await IdsAsync(user, "")).Ids.ShouldBe(expected[..20]);
        (await IdsAsync(user, "limit=100")).Ids.ShouldBe(expected[..50]);
    }

    [TestCase("limit=0")]
    [TestCase("limit=-1")]
    [TestCase("limit=abc")]
    [TestCase("limit=1.5")]
    [TestCase("pageSize=0")]
    [TestCase("cursor=nonsense")]
    [TestCase("cursor=e30%3D")]
    [TestCase("cursor=eyJpZCI6IngiLCJjcmVhdGVkQXQiOiIyMDI2LTAxLTAxVDAwOjAwOjAwWiJ9")]
    [TestCase("tag=se%00a")]
    [TestCase("start_date=yesterday")]
    [TestCase("end_date=2026-02-30")]
    public async Task A_wrong_parameter_is_422(string query)
    {
        var user = await Server.SignUpAsync();
        (await (await user.Http.GetAsync($"/v1/images?{query}")).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
    }

    [Test]
    public async Task A_tag_finds_its_pictures_exactly_and_page_by_page()
    {
        var user = await Server.SignUpAsync();
        var tagged = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            tagged.Insert(0, (await user.Http.UploadAsync(Pictures.Png(4, 4), "a.png", ("tags", "[\"sea\",\"sun & sand\"]"))).Text("id"));
            await user.Http.UploadAsync(Pictures.Png(4, 4), "a.png", ("tags", "[\"seaside\"]"));
            Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await ShouldListAsync(user, "tag=sea", tagged);
        (await WalkAsync(user, "tag=sea&limit=2")).ShouldBe(tagged);
        (await IdsAsync(user, "tag=sun%20%26%20sand")).Ids.ShouldBe(tagged);
        (await IdsAsync(user, "tag=SEA")).Ids.ShouldBeEmpty();
        (await ListAsync(user, "tag=sea")).GetProperty("total").GetInt64().ShouldBe(6);
    }

    [Test]
    public async Task Days_are_counted_in_utc_and_both_ends_belong()
    {
        var user = await Server.SignUpAsync();
        var id = (await UploadAsync(user, 1)).Single();
        var created = (await user.Http.GetImageAsync(id)).Text("createdAt");
        var day = created[..10];
        var next = DateOnly.ParseExact(day, "yyyy-MM-dd", null).AddDays(1).ToString("yyyy-MM-dd", null);
        var previous = DateOnly.ParseExact(day, "yyyy-MM-dd", null).AddDays(-1).ToString("yyyy-MM-dd", null);

        (await IdsAsync(user, $"start_date={day}&end_date={day}")).Ids.ShouldBe([id]);
        (await IdsAsync(user, $"start_date={next}")).Ids.ShouldBeEmpty();
        (await IdsAsync(user, $"end_date={previous}")).Ids.ShouldBeEmpty();
        (await IdsAsync(user, $"start_date={previous}&end_date={next}")).Ids.ShouldBe([id]);
        (await IdsAsync(user, "end_date=9999-12-31")).Ids.ShouldBe([id]);
    }

    [Test]
    public async Task Nobody_sees_the_pictures_of_others()
    {
        var user = await Server.SignUpAsync();
        await UploadAsync(user, 1);
        (await IdsAsync(await Server.SignUpAsync(), "")).Ids.ShouldBeEmpty();
        (await Server.CreateClient().GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_cursor_shows_id_and_time_as_the_contract_has_it()
    {
        var user = await Server.SignUpAsync();
        var ids = await UploadAsync(user, 2);
        var cursor = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String((await IdsAsync(user, "limit=1")).Next!))).RootElement;
        cursor.Text("id").ShouldBe(ids[0]);
        cursor.GetProperty("createdAt").ValueKind.ShouldBe(JsonValueKind.String);
    }

    // These and no more.
    private static async Task ShouldListAsync(TestUser user, string query, List<string> expected)
    {
        var (ids, next) = await IdsAsync(user, query);
        ids.ShouldBe(expected);
        next.ShouldBeNull();
    }

    private async Task<List<string>> UploadAsync(TestUser user, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            // Newest first, as lists are; the clock moves on, so that no two share their moment.
            Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            ids.Insert(0, (await user.Http.UploadAsync(Pictures.Png(4, 4))).Text("id"));
        }

        return ids;
    }

    private static async Task<JsonElement> ListAsync(TestUser user, string query) =>
        await (await user.Http.GetAsync($"/v1/images?{query}")).DataAsync();

    private static async Task<(List<string> Ids, string? Next)> IdsAsync(TestUser user, string query)
    {
        var data = await ListAsync(user, query);
        return ([.. data.GetProperty("items").EnumerateArray().Select(item => item.Text("id"))], data.GetProperty("nextCursor").GetString());
    }

    private static async Task<List<string>> WalkAsync(TestUser user, string query)
    {
        var all = new List<string>();
        var cursor = string.Empty;
        do
        {
            (var ids, cursor) = await IdsAsync(user, $"{query}&cursor={Uri.EscapeDataString(cursor)}");
            all.AddRange(ids);
        }
        while (cursor is not null);
        return all;
    }
}
