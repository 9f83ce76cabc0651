using System.Net;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Media of all kinds in one list.</summary>
internal sealed class UnifiedMediaTests() : ServerFixture
{
    // What Moraya drops a whole list for, where one is missing.
    private static readonly string[] Required = ["id", "type", "filename", "sizeBytes", "isPublic", "createdAt"];

    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync()
    {
        Server.Clock.Stop();
        administrator = await Server.SignUpAsync();
    }

    [Test]
    public async Task One_list_holds_all_kinds_newest_first()
    {
        var user = await Server.SignUpAsync();
        var image = (await user.Http.UploadAsync(Pictures.Png(8, 8), "Harbour.png")).Text("id");
        // The same instant: the larger id comes first.
        var sound = (await user.Http.UploadAudioAsync(Tracks.Wav(0.3), "harbour.wav", ("isPublic", "false"))).Text("id");
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = (await user.Http.UploadAsync(Pictures.Png(9, 9), "late.png")).Text("id");
        string[] expected = [late, .. new[] { image, sound }.OrderByDescending(id => id, StringComparer.Ordinal)];

        (await user.Http.WalkAsync("/v1/media?limit=1")).ShouldBe(expected);
        (await user.Http.WalkAsync("/v1/media?limit=2")).ShouldBe(expected);
        (await user.Http.GlanceAsync("/v1/media?type=image")).ShouldBe($"{late} {image}");
        (await user.Http.GlanceAsync("/v1/media?type=audio&status=ready")).ShouldBe(sound);
        (await user.Http.GlanceAsync("/v1/media?type=video")).ShouldBe(string.Empty);
        (await user.Http.GlanceAsync("/v1/media?status=processing")).ShouldBe(string.Empty);
        (await user.Http.WalkAsync("/v1/media?q=HARBOUR&limit=1")).ShouldBe(expected[1..]);
        (await user.Http.GlanceAsync("/v1/media?isPublic=false")).ShouldBe(sound);
        (await user.Http.GlanceAsync("/v1/media?is_public=true")).ShouldBe($"{late} {image}");
        var collection = (await user.Http.CreateCollectionAsync("Album")).Text("id");
        await user.Http.MoveAsync(collection, late);
        (await user.Http.GlanceAsync($"/v1/media?kbId={collection}")).ShouldBe(late);
        (await user.Http.WalkAsync("/v1/media?kbId=&limit=1")).ShouldBe(expected[1..]);

        var list = await user.Http.ReadAsync("/v1/media");
        (list.GetProperty("total").GetInt64(), list.GetProperty("hasMore").GetBoolean()).ShouldBe((3, false));
        (await user.Http.ReadAsync("/v1/media?type=audio")).GetProperty("total").GetInt64().ShouldBe(1);
        foreach (var item in list.GetProperty("items").EnumerateArray())
        {
            Required.ShouldAllBe(name => item.GetProperty(name).ValueKind != JsonValueKind.Null);
            (await user.Http.ReadAsync($"/v1/media/{item.Text("id")}")).ToString().ShouldBe(item.ToString());
            (await user.Http.GetAsync($"/v1/{(item.Text("type") == "image" ? "images" : "audio")}/{item.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [TestCase("type=film")]
    [TestCase("limit=0")]
    [TestCase("limit=x")]
    [TestCase("cursor=x")]
    [TestCase("cursor=eyJpZCI6IicgT1IgMT0xIiwiY3JlYXRlZEF0IjoiMjAyNi0wMS0wMSJ9")]
    [TestCase("isPublic=maybe")]
    [TestCase("kbId=short")]
    [TestCase("status=gone")]
    public async Task What_no_list_has_is_refused(string query)
    {
        var user = await Server.SignUpAsync();

        (await (await user.Http.GetAsync($"/v1/media?{query}")).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
    }

    [Test]
    public async Task Each_is_deleted_by_itself()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var image = (await user.Http.UploadAsync(Pictures.Png(8, 8))).Text("id");
        var sound = (await user.Http.UploadAudioAsync(Tracks.Wav(0.3))).Text("id");
        var others = (await stranger.Http.UploadAsync(Pictures.Png(8, 9))).Text("id");
        var key = await user.CreateKeyAsync("images:delete");

        var first = await DeleteAsync(key.Http, (image, "image"), (sound, "audio"), (others, "image"), ("nothing", "video"));

        Names(first.GetProperty("deleted")).ShouldBe([image]);
        first.GetProperty("failed").EnumerateArray().Select(item => (item.Text("id"), item.Text("type"), item.Text("reason"))).ShouldBe(
            [(sound, "audio", "FORBIDDEN"), (others, "image", "NOT_FOUND"), ("nothing", "video", "FORBIDDEN")]);
        Names((await DeleteAsync(user.Http, (sound, "image"), (sound, "audio"), (sound, "audio"))).GetProperty("deleted")).ShouldBe([sound]);
        (await user.Http.ReadAsync("/v1/media")).GetProperty("total").GetInt64().ShouldBe(0);
        (await user.Http.StorageUsedAsync(), await user.Http.MediaStorageAsync()).ShouldBe((0, 0));
        (await stranger.Http.GetAsync($"/v1/media/{others}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase(0, HttpStatusCode.UnprocessableEntity)]
    [TestCase(100, HttpStatusCode.OK)]
    [TestCase(101, HttpStatusCode.UnprocessableEntity)]
    public async Task One_to_a_hundred_are_deleted_at_once(int count, HttpStatusCode expected)
    {
        var user = await Server.SignUpAsync();
        var items = Enumerable.Range(0, count).Select(number => new { id = $"{number:D21}", type = "audio" });

        (await user.Http.DeleteJsonAsync("/v1/media", new { items })).StatusCode.ShouldBe(expected);
        (await user.Http.DeleteJsonAsync("/v1/media", new { items = new[] { new { id = "x" } } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_key_sees_the_kinds_that_it_may_read()
    {
        var user = await Server.SignUpAsync();
        var image = (await user.Http.UploadAsync(Pictures.Png(8, 8))).Text("id");
        var sound = (await user.Http.UploadAudioAsync(Tracks.Wav(0.3))).Text("id");
        var key = await user.CreateKeyAsync("audio:read");

        (await key.Http.GlanceAsync("/v1/media")).ShouldBe(sound);
        (await key.Http.GetAsync($"/v1/media/{image}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await key.Http.GetAsync("/v1/media?type=image")).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
        (await (await (await user.CreateKeyAsync("docs:read")).Http.GetAsync("/v1/media")).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
    }

    [Test]
    public async Task An_operator_withholds_audio_as_pictures_are_withheld()
    {
        var user = await Server.SignUpAsync();
        var sound = await user.Http.UploadAudioAsync(Tracks.Wav(0.4));
        (await administrator.Http.PostAsync($"/v1/admin/media/{sound.Text("id")}/block", null)).EnsureSuccessStatusCode();
        (await Server.CreateClient().GetAsync(sound.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.UnavailableForLegalReasons);
    }

    private static async Task<JsonElement> DeleteAsync(HttpClient client, params (string Id, string Type)[] items) =>
        await (await client.DeleteJsonAsync("/v1/media", new { items = items.Select(item => new { id = item.Id, type = item.Type }) })).DataAsync();

    private static IEnumerable<string> Names(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);
}
