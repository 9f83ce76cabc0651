using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>What clients that keep a copy of a library are told.</summary>
internal sealed class SyncStateTests() : ServerFixture("--Picora:Plans:trial:ImgUploadMonth=100000")
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task Every_change_comes_once_in_its_order()
    {
        var user = await Server.SignUpAsync();
        var copy = new Copy(user.Http);
        (await copy.CatchUpAsync()).ShouldBeEmpty();
        var (one, two) = (await UploadAsync(user), await UploadAsync(user));
        var sound = (await user.Http.UploadAudioAsync(Tracks.Wav(0.3))).Text("id");
        (await copy.CatchUpAsync()).ShouldBe([$"upsert {one}", $"upsert {two}", $"upsert {sound}"]);
        (await copy.CatchUpAsync()).ShouldBeEmpty();

        await user.Http.PatchAsJsonAsync($"/v1/images/{one}", new { isPublic = false });
        await user.Http.PatchAsJsonAsync($"/v1/audio/{sound}", new { title = "Other" });
        await user.Http.PatchAsJsonAsync($"/v1/audio/{sound}", new { });
        await user.Http.DeleteAsync($"/v1/images/{two}");
        (await copy.CatchUpAsync(limit: 1)).ShouldBe([$"upsert {one}", $"upsert {sound}", $"delete {two}"]);
        copy.Media[one].GetProperty("isPublic").GetBoolean().ShouldBeFalse();
        copy.Media[one].Text("contentHash").Length.ShouldBe(64);

        await user.Http.DeleteAsync($"/v1/images/{one}?trash=true");
        await user.Http.DeleteAsync($"/v1/audio/{sound}");
        (await copy.CatchUpAsync()).ShouldBe([$"delete {one}", $"delete {sound}"]);
        await user.Http.PostAsync($"/v1/trash/{one}/restore", null);
        (await copy.CatchUpAsync()).ShouldBe([$"upsert {one}"]);
        await user.Http.DeleteAsync($"/v1/images/{one}?trash=true");
        await copy.CatchUpAsync();
        await user.Http.DeleteAsync($"/v1/trash/{one}");
        // Told of when it went into the trash.
        (await copy.CatchUpAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task Documents_are_told_of_to_whoever_asks_for_them()
    {
        var user = await Server.SignUpAsync();
        var since = (await user.Http.ReadAsync("/v1/sync/state?type=doc")).Text("nextCursor");
        var kb = await user.Http.CreateKbAsync();
        var (one, two) = ((await user.Http.AddDocAsync("# One", more: new { isPublic = false })).Text("id"), (await user.Http.AddDocAsync("# Two")).Text("id"));
        (await ChangesAsync()).ShouldBe([$"upsert {one}", $"upsert {two}"]);
        (await ChangesAsync()).ShouldBeEmpty();
        var all = await user.Http.ReadAsync("/v1/sync/state");
        all.GetProperty("changes").GetArrayLength().ShouldBe(0, "who asks for all gets what was all before");

        await user.Http.PatchAsJsonAsync($"/v1/docs/{one}", new { title = "Other" });
        await user.Http.WriteAsync("/v1/docs/batch-move", new { ids = new[] { two }, kbId = kb });
        (await ChangesAsync()).ShouldBe([$"upsert {one}", $"upsert {two}"]);
        await user.Http.DeleteAsync($"/v1/docs/{one}");
        await user.Http.DeleteAsync($"/v1/docs/{two}?hard=true");
        (await ChangesAsync()).ShouldBe([$"delete {one}", $"delete {two}"]);
        await user.Http.PostAsync($"/v1/docs/{one}/restore", null);
        (await ChangesAsync()).ShouldBe([$"upsert {one}"]);
        await user.Http.DeleteAsync($"/v1/docs/{one}");
        await ChangesAsync();
        await user.Http.DeleteAsync($"/v1/docs/{one}?hard=true");
        (await ChangesAsync()).ShouldBeEmpty("told of when it was deleted");

        await user.Http.PatchAsJsonAsync("/v1/user/me", new { docVersioningEnabled = true });
        var before = (await user.Http.AddDocAsync("# Before", more: new { kbId = kb, relativePath = "a.md" })).Text("id");
        var after = (await user.Http.AddDocAsync("# After", more: new { kbId = kb, relativePath = "a.md" })).Text("id");
        (await ChangesAsync()).ShouldBe([$"delete {before}", $"upsert {after}"]);
        (await (await user.CreateKeyAsync("images:read")).Http.GetAsync("/v1/sync/state?type=doc")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        async Task<List<string>> ChangesAsync()
        {
            var state = await user.Http.ReadAsync($"/v1/sync/state?type=doc&since={Uri.EscapeDataString(since)}");
            since = state.Text("nextCursor");
            return [.. state.GetProperty("changes").EnumerateArray().Select(change => $"{change.Text("op")} {change.Text("id")}")];
        }
    }

    [Test]
    public async Task Tags_and_moves_are_changes_and_a_new_copy_hears_of_no_old_deletion()
    {
        var user = await Server.SignUpAsync();
        var one = (await user.Http.UploadAsync(Pictures.Png(8, 8), "a.png", ("tags", "[\"sea\"]"))).Text("id");
        var gone = await UploadAsync(user);
        await user.Http.DeleteAsync($"/v1/images/{gone}");
        var copy = new Copy(user.Http);
        (await copy.CatchUpAsync()).ShouldBe([$"upsert {one}"]);

        await user.Http.WriteAsync("/v1/images/tags/rename", new { from = "sea", to = "ocean" });
        (await copy.CatchUpAsync()).ShouldBe([$"upsert {one}"]);
        await user.Http.MoveAsync((await user.Http.CreateCollectionAsync("Album")).Text("id"), one);
        (await copy.CatchUpAsync()).ShouldBe([$"upsert {one}"]);
        await user.Http.DeleteAsync($"/v1/images/{one}");
        (await copy.CatchUpAsync()).ShouldBe([$"delete {one}"]);
    }

    [Test]
    public async Task One_kind_can_be_asked_for_alone()
    {
        var user = await Server.SignUpAsync();
        var image = await UploadAsync(user);
        var sound = (await user.Http.UploadAudioAsync(Tracks.Wav(0.3))).Text("id");

        (await new Copy(user.Http, "audio").CatchUpAsync()).ShouldBe([$"upsert {sound}"]);
        (await new Copy(user.Http, "image").CatchUpAsync()).ShouldBe([$"upsert {image}"]);
        (await new Copy(user.Http, "video").CatchUpAsync()).ShouldBeEmpty();
        (await new Copy((await user.CreateKeyAsync("audio:read")).Http).CatchUpAsync()).ShouldBe([$"upsert {sound}"]);
    }

    [Test]
    public async Task Whoever_comes_back_too_late_begins_anew()
    {
        var user = await Server.SignUpAsync();
        var (one, two) = (await UploadAsync(user), await UploadAsync(user));
        var (late, punctual) = (new Copy(user.Http), new Copy(user.Http));
        await late.CatchUpAsync();
        await user.Http.DeleteAsync($"/v1/images/{one}");
        await punctual.CatchUpAsync();
        (await administrator.Http.RunJobAsync("sweep-tombstones")).ShouldNotBeNull();
        Server.Clock.Advance(TimeSpan.FromDays(31));
        user = await Server.SignUpAsync(user.Email);
        administrator = await Server.SignUpAsync(administrator.Email);
        await administrator.Http.RunJobAsync("sweep-tombstones");

        (await (await user.Http.GetAsync($"/v1/sync/state?since={late.Since}")).CodeAsync(HttpStatusCode.Gone)).ShouldBe("SYNC_EXPIRED");
        (await (await user.Http.GetAsync($"/v1/sync/state?since={punctual.Since}")).DataAsync()).GetProperty("changes").GetArrayLength().ShouldBe(0);
        (await new Copy(user.Http).CatchUpAsync()).ShouldBe([$"upsert {two}"]);
        // A cursor from the future is none: the database is another.
        var future = Convert.ToBase64String("{\"revision\":99999,\"id\":null,\"start\":0}"u8);
        (await user.Http.GetAsync($"/v1/sync/state?since={Uri.EscapeDataString(future)}")).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [TestCase("since=x")]
    [TestCase("type=film")]
    [TestCase("limit=0")]
    [TestCase("limit=-1")]
    public async Task What_makes_no_sense_is_400(string query)
    {
        var user = await Server.SignUpAsync();

        (await (await user.Http.GetAsync($"/v1/sync/state?{query}")).CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("VALIDATION_ERROR");
        (await user.Http.GetAsync("/v1/sync/state?limit=501")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Nothing_is_missed_while_many_write_at_once()
    {
        var user = await Server.SignUpAsync();
        var copy = new Copy(user.Http);
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => WriteAsync(user, writer)));
        while (!writing.IsCompleted)
        {
            await copy.CatchUpAsync(limit: 3);
        }

        await writing;
        await copy.CatchUpAsync();

        var real = await user.Http.ReadAsync("/v1/media?limit=50");
        copy.Media.Keys.ShouldBe(real.GetProperty("items").EnumerateArray().Select(item => item.Text("id")), ignoreOrder: true);
        foreach (var item in real.GetProperty("items").EnumerateArray())
        {
            copy.Media[item.Text("id")].GetProperty("isPublic").GetBoolean().ShouldBe(item.GetProperty("isPublic").GetBoolean());
            copy.Media[item.Text("id")].Text("updatedAt").ShouldBe(item.Text("updatedAt"));
        }
    }

    private static async Task WriteAsync(TestUser user, int writer)
    {
        for (var round = 0; round < 5; round++)
        {
            var id = (await user.Http.UploadAsync(Pictures.Png(10 + writer, 10 + round))).Text("id");
            await (await user.Http.PatchAsJsonAsync($"/v1/images/{id}", new { isPublic = round % 2 == 0 })).DataAsync();
            if (round % 2 == 1)
            {
                await (await user.Http.DeleteAsync($"/v1/images/{id}?trash={(writer % 2 == 0 ? "true" : "false")}")).BodyAsync();
            }
        }
    }

    private static int drawn;

    private static async Task<string> UploadAsync(TestUser user) => (await user.Http.UploadAsync(Pictures.Png(20, 20 + Interlocked.Increment(ref drawn)))).Text("id");

    /// <summary>A client that keeps a copy.</summary>
    private sealed class Copy(HttpClient client, string type = "all")
    {
        private string cursor = string.Empty;

        public Dictionary<string, JsonElement> Media { get; } = new(StringComparer.Ordinal);

        public string Since => Uri.EscapeDataString(cursor);

        /// <summary>Asks until there is no more; returns what came.</summary>
        public async Task<List<string>> CatchUpAsync(int limit = 100)
        {
            var came = new List<string>();
            JsonElement state;
            do
            {
                state = await client.ReadAsync($"/v1/sync/state?type={type}&limit={limit}&since={Since}");
                cursor = state.Text("nextCursor");
                foreach (var change in state.GetProperty("changes").EnumerateArray())
                {
                    came.Add($"{change.Text("op")} {change.Text("id")}");
                    Apply(change);
                }
            }
            while (state.GetProperty("hasMore").GetBoolean());
            return came;
        }

        private void Apply(JsonElement change)
        {
            if (change.Text("op") == "delete")
            {
                // Each deletion comes once, of what was there or came and went in between.
                Media.Remove(change.Text("id"));
            }
            else
            {
                Media[change.Text("id")] = change;
            }
        }
    }
}
