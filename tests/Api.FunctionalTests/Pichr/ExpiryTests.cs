using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Pichr;

/// <summary>Files that are sent for some hours (<c>expiresIn</c>).</summary>
// The clock jumps: the sweeper runs when the tests say so.
public class ExpiryTests() : ServerFixture("--Picora:Jobs:Schedules:expire-images=0 0 0 1 1 ? 2099")
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task When_its_time_is_over_nobody_finds_it_and_the_sweeper_gives_back_what_it_cost()
    {
        var key = await PersonAsync();
        var kept = await key.UploadAsync(Pictures.Png(20, 20, seed: 1401));
        var cursor = (await key.ReadAsync("/v1/sync/state")).Text("nextCursor");
        var before = Server.Clock.GetUtcNow();
        var (file, _) = await SendAsync(key, Pictures.Png(20, 20, seed: 1402), 2);
        (file.GetProperty("expiresAt").GetDateTimeOffset() - before).TotalHours.ShouldBeInRange(2, 2.2);
        var address = file.PathOf("url");
        var id = file.Text("fileId")["file_".Length..];
        (await key.ReadAsync($"/v1/images/{id}")).GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(file.GetProperty("expiresAt").GetDateTimeOffset());
        var served = await Server.CreateClient().GetAsync(address);
        served.StatusCode.ShouldBe(HttpStatusCode.OK);
        served.Headers.CacheControl!.MaxAge!.Value.TotalHours.ShouldBeInRange(1.5, 2);
        served.Headers.CacheControl.ToString().ShouldNotContain("immutable");
        (await key.ReadAsync("/v1/sync/state?since=" + Uri.EscapeDataString(cursor))).GetProperty("changes").GetArrayLength().ShouldBe(1);

        Server.Clock.Advance(TimeSpan.FromHours(2.1));

        (await Server.CreateClient().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await key.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "its owner, too");
        (await key.GetAsync($"/api/v1/files/file_{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await key.PatchAsJsonAsync($"/v1/images/{id}", new { title = "Late" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var list in new[] { "/v1/images", "/v1/media" })
        {
            (await key.ReadAsync(list)).GetProperty("items").EnumerateArray().Select(item => item.Text("id")).ShouldBe([kept.Text("id")], list);
        }

        await SweepAsync();
        (await key.StorageHeldAsync()).ShouldBe(kept.GetProperty("sizeBytes").GetInt64());
        var changes = (await key.ReadAsync("/v1/sync/state?since=" + Uri.EscapeDataString(cursor))).GetProperty("changes").EnumerateArray().ToList();
        changes.Select(change => (change.Text("op"), change.Text("id"))).ShouldBe([("delete", id)]);
        ServerFiles.Originals(Server).ShouldNotContain(Convert.ToHexStringLower(SHA256.HashData(Pictures.Png(20, 20, seed: 1402))));
        (await (await Server.SignUpAsync(administrator.Email)).Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    [Test]
    public async Task Sent_again_it_stays_for_as_long_as_anybody_was_promised()
    {
        var key = await PersonAsync();
        var picture = Pictures.Png(20, 20, seed: 1410);
        var (first, _) = await SendAsync(key, picture, 2);

        (await SendAsync(key, picture, 1)).File.Text("expiresAt").ShouldBe(first.Text("expiresAt"), "a shorter time takes nothing away");
        var (longer, _) = await SendAsync(key, picture, 5);
        (longer.GetProperty("expiresAt").GetDateTimeOffset() - first.GetProperty("expiresAt").GetDateTimeOffset()).TotalHours.ShouldBeInRange(2.9, 3.1);
        (longer.Text("duplicateOf"), longer.Text("fileId")).ShouldBe((first.Text("fileId"), first.Text("fileId")));
        (await SendAsync(key, picture, null)).File.GetProperty("expiresAt").ValueKind.ShouldBe(JsonValueKind.Null);
        (await SendAsync(key, picture, 1)).File.GetProperty("expiresAt").ValueKind.ShouldBe(JsonValueKind.Null, "what was to stay stays");

        Server.Clock.Advance(TimeSpan.FromHours(6));
        await SweepAsync();
        (await Server.CreateClient().GetAsync(first.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Sent_again_after_its_end_and_before_the_sweeper_it_is_there_as_it_was_sent()
    {
        var key = await PersonAsync();
        var picture = Pictures.Png(20, 20, seed: 1420);
        var (first, _) = await SendAsync(key, picture, 1, "Before");
        Server.Clock.Advance(TimeSpan.FromHours(1.5));
        (await key.WriteAsync("/v1/images/exists", new { hashes = new[] { Convert.ToHexStringLower(SHA256.HashData(picture)) } })).GetProperty("missing").GetArrayLength().ShouldBe(1);

        var (again, finalized) = await SendAsync(key, picture, 3, "After");

        finalized.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Text("fileId").ShouldBe(first.Text("fileId"));
        (await key.ReadAsync($"/v1/images/{again.Text("fileId")["file_".Length..]}")).Text("title").ShouldBe("After");
        await SweepAsync();
        (await Server.CreateClient().GetAsync(first.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await key.StorageHeldAsync()).ShouldBe(picture.Length);
    }

    [Test]
    public async Task Sent_again_while_the_sweeper_removes_it_it_is_there()
    {
        var key = await PersonAsync();
        var pictures = Enumerable.Range(1430, 4).Select(seed => Pictures.Png(20, 20, seed: seed)).ToList();
        foreach (var picture in pictures)
        {
            await SendAsync(key, picture, 1);
            Server.Clock.Advance(TimeSpan.FromHours(1.5));

            var again = SendAsync(key, picture, null);
            await Task.WhenAll(SweepAsync(), again);

            (await Server.CreateClient().GetAsync((await again).File.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await key.StorageHeldAsync()).ShouldBe(pictures.Sum(picture => picture.Length));
    }

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("87601")]
    [TestCase("99999999999")]
    public async Task A_time_that_cannot_be_is_refused(string hours)
    {
        var key = await PersonAsync();
        using var content = new StringContent($$"""{"filename":"a.png","mime":"image/png","bytes":10,"expiresIn":{{hours}}}""", System.Text.Encoding.UTF8, "application/json");

        var refused = await (await key.PostAsync("/api/v1/upload/presign", content)).BodyAsync(HttpStatusCode.UnprocessableEntity);

        refused.GetProperty("meta").GetProperty("fields").TryGetProperty("expiresIn", out _).ShouldBeTrue();
    }

    // Sessions end when the clock moves; keys do not.
    private async Task<HttpClient> PersonAsync() => (await (await Server.SignUpAsync()).CreateKeyAsync("read_write_delete")).Http;

    private async Task SweepAsync() => (await (await Server.SignUpAsync(administrator.Email)).Http.RunJobAsync("expire-images")).ShouldStartWith("Removed ");

    private static async Task<(JsonElement File, HttpResponseMessage Finalized)> SendAsync(HttpClient client, byte[] picture, int? expiresIn, string? title = null)
    {
        var order = new { filename = "photo.png", mime = "image/png", bytes = picture.Length, title, expiresIn };
        var presigned = await (await client.PostAsJsonAsync("/api/v1/upload/presign", order)).BodyAsync();
        using var content = new ByteArrayContent(picture);
        await (await client.PutAsync(new Uri(presigned.Text("uploadUrl")).AbsolutePath, content)).BodyAsync();
        var finalized = await client.PostAsJsonAsync("/api/v1/upload/finalize", new { fileId = presigned.Text("fileId") });
        return (await finalized.BodyAsync(), finalized);
    }
}
