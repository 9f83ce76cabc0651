using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Privacy;

public class ExportTests() : ServerFixture
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task An_export_holds_what_is_kept_about_its_owner_and_nothing_that_opens_anything()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("images:read");
        var picture = Pictures.Png(32, 24);
        var image = await user.Http.UploadAsync(picture);
        await Server.ExecuteSqlAsync(
            "INSERT INTO identities (\"Id\", \"UserId\", \"Provider\", \"Subject\", \"CreatedAt\") "
            + $"VALUES ('{new string('x', 21)}', '{user.Id}', 'elsewhere', 'subject-4713', 1767607200000)");

        using var zip = await DownloadAsync(await FinishedAsync(user));

        zip.Entries.Select(entry => entry.FullName).ShouldBe(
            ["profile.json", "identities.json", "passkeys.json", "devices.json", "sessions.json", "api-keys.json", "audit.json", "media.json", "videos.json", "audio.json", "watermarks.json", "collections.json", "documents.json", "document-revisions.json", "reports.json", $"originals/{image.Text("id")}.png"], ignoreOrder: true);
        (await ReadAsync(zip, "profile.json")).Text("email").ShouldBe(user.Email);
        (await ReadAsync(zip, "devices.json"))[0].Text("firstSeenAt").ShouldNotBeEmpty();
        (await ReadAsync(zip, "identities.json"))[0].Text("subject").ShouldBe("subject-4713");
        (await ReadAsync(zip, "media.json"))[0].Text("id").ShouldBe(image.Text("id"));
        (await ReadAsync(zip, "api-keys.json"))[0].Text("id").ShouldBe(key.Id);
        (await ReadAsync(zip, "audit.json")).EnumerateArray().Select(entry => entry.Text("action")).ShouldContain("key.created");
        (await BytesAsync(zip, $"originals/{image.Text("id")}.png")).ShouldBe(picture);
        foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal)))
        {
            var text = System.Text.Encoding.UTF8.GetString(await BytesAsync(zip, entry.FullName));
            text.ShouldNotContain(key.Secret);
            text.ShouldNotContain(user.RefreshToken);
            text.ShouldNotContain("hash", Case.Insensitive);
        }
    }

    [Test]
    public async Task One_export_is_made_at_a_time_and_it_is_its_owners_only()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Jobs:Enabled=false");
        var (one, other) = (await server.SignUpAsync(), await server.SignUpAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(one)));

        answers.Select(answer => answer.Text("id")).Distinct().Count().ShouldBe(1);
        (await StartAsync(other)).Text("id").ShouldNotBe(answers[0].Text("id"));
        (await other.Http.GetAsync($"/v1/user/me/export/{answers[0].Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await one.CreateKeyAsync()).Http.PostAsync("/v1/user/me/export", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task An_address_opens_one_export_until_its_time_is_over()
    {
        var user = await Server.SignUpAsync();
        var finished = await FinishedAsync(user);
        var path = new Uri(finished.Text("downloadUrl")).PathAndQuery;
        var stranger = Server.CreateClient();

        (await stranger.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.GetAsync(path.Replace("expires=1", "expires=2", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(path[..^1])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(path.Split('?')[0])).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        Server.Clock.Advance(TimeSpan.FromDays(7));
        (await stranger.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var again = await Server.SignUpAsync(user.Email);
        (await StatusAsync(again, finished.Text("id"))).Text("status").ShouldBe("expired");
        await (await Server.SignUpAsync(administrator.Email)).Http.RunJobAsync("sweep-exports");
        (await again.Http.GetAsync($"/v1/user/me/export/{finished.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("password")]
    [TestCase("account")]
    public async Task An_address_that_was_given_out_ends_with(string what)
    {
        const string Password = "Correct-Horse-9-battery";
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        var path = new Uri((await FinishedAsync(user)).Text("downloadUrl")).PathAndQuery;
        (await Server.CreateClient().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var done = what == "password"
            ? await user.Http.PostAsJsonAsync("/v1/user/me/change-password", new { oldPassword = Password, newPassword = "A-new-horse-7-battery" })
            : await user.Http.DeleteAsync("/v1/user/me");

        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Server.CreateClient().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> StartAsync(TestUser user) =>
        await (await user.Http.PostAsync("/v1/user/me/export", null)).DataAsync(HttpStatusCode.Accepted);

    private static async Task<JsonElement> StatusAsync(TestUser user, string id) => await (await user.Http.GetAsync($"/v1/user/me/export/{id}")).DataAsync();

    private static async Task<JsonElement> FinishedAsync(TestUser user)
    {
        var id = (await StartAsync(user)).Text("id");
        await Poll.UntilAsync(async () => (await StatusAsync(user, id)).Text("status") is "ready" or "failed", "the export to be made");
        var finished = await StatusAsync(user, id);
        finished.Text("status").ShouldBe("ready");
        return finished;
    }

    private async Task<ZipArchive> DownloadAsync(JsonElement export)
    {
        var response = await Server.CreateClient().GetAsync(new Uri(export.Text("downloadUrl")).PathAndQuery);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        bytes.LongLength.ShouldBe(export.GetProperty("sizeBytes").GetInt64());
        return new ZipArchive(new MemoryStream(bytes));
    }

    private static async Task<JsonElement> ReadAsync(ZipArchive zip, string path) => JsonDocument.Parse(await BytesAsync(zip, path)).RootElement;

    private static async Task<byte[]> BytesAsync(ZipArchive zip, string path)
    {
        await using var stream = await zip.GetEntry(path)!.OpenAsync();
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }
}
