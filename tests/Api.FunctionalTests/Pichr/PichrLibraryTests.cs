using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Pichr;

/// <summary>Files and albums in bare JSON, and what the framework refuses there.</summary>
public class PichrLibraryTests() : ServerFixture
{
    [Test]
    public async Task Files_are_listed_read_changed_and_deleted()
    {
        var user = await Server.SignUpAsync();
        var ids = new List<string>();
        for (var seed = 950; seed < 953; seed++)
        {
            ids.Insert(0, $"file_{(await user.Http.UploadAsync(Pictures.Png(20, 20, seed: seed))).Text("id")}");
        }

        var page = await (await user.Http.GetAsync("/api/v1/files?limit=2")).BodyAsync();
        var rest = await (await user.Http.GetAsync($"/api/v1/files?limit=2&cursor={Uri.EscapeDataString(page.Text("nextCursor"))}")).BodyAsync();
        page.GetProperty("files").EnumerateArray().Concat(rest.GetProperty("files").EnumerateArray()).Select(file => file.Text("fileId")).ShouldBe(ids);
        page.GetProperty("items").GetRawText().ShouldBe(page.GetProperty("files").GetRawText());
        (rest.GetProperty("nextCursor").ValueKind, page.TryGetProperty("data", out _)).ShouldBe((JsonValueKind.Null, false));

        var changed = await (await user.Http.PatchAsJsonAsync($"/api/v1/files/{ids[0]}", new { title = "Dusk", visibility = "private", tags = new[] { "sea" } })).BodyAsync();
        (changed.Text("title"), changed.Text("visibility"), changed.GetProperty("tags")[0].GetString()).ShouldBe(("Dusk", "private", "sea"));
        (await (await user.Http.GetAsync($"/api/v1/files/{ids[0]["file_".Length..]}")).BodyAsync()).Text("fileId").ShouldBe(ids[0]);
        (await Server.CreateClient().GetAsync(changed.PathOf("cdnUrl"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await (await user.Http.DeleteAsync($"/api/v1/files/{ids[0]}")).BodyAsync()).GetProperty("deleted").GetBoolean().ShouldBeTrue();
        (await (await user.Http.DeleteAsync($"/api/v1/files/{ids[0]}")).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
        var stranger = await Server.SignUpAsync();
        (await stranger.Http.GetAsync($"/api/v1/files/{ids[1]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Albums_are_collections_of_photographs()
    {
        var user = await Server.SignUpAsync();
        var file = $"file_{(await user.Http.UploadAsync(Pictures.Png(20, 20, seed: 960))).Text("id")}";
        var album = await (await user.Http.PostAsJsonAsync("/api/v1/albums", new { title = "Trip", description = "A week" })).BodyAsync(HttpStatusCode.Created);
        var (id, other) = (album.Text("id"), (await (await user.Http.PostAsJsonAsync("/api/v1/albums", new { title = "Other" })).BodyAsync(HttpStatusCode.Created)).Text("id"));
        (album.Text("title"), album.Text("description"), album.Text("visibility"), album.GetProperty("fileCount").GetInt32()).ShouldBe(("Trip", "A week", "private", 0));

        (await (await user.Http.PostAsJsonAsync($"/api/v1/albums/{id}/files", new { fileIds = new[] { file, "file_AAAAAAAAAAA" } })).BodyAsync()).GetProperty("moved").GetInt32().ShouldBe(1);
        var filled = await (await user.Http.GetAsync($"/api/v1/albums/{id}")).BodyAsync();
        (filled.GetProperty("fileCount").GetInt32(), filled.Text("coverUrl").Length > 0).ShouldBe((1, true));
        (await (await user.Http.GetAsync($"/api/v1/files?albumId={id}")).BodyAsync()).GetProperty("files")[0].Text("albumId").ShouldBe(id);
        (await (await user.Http.GetAsync("/api/v1/albums")).BodyAsync()).GetProperty("albums").GetArrayLength().ShouldBe(2);
        (await (await user.Http.PatchAsJsonAsync($"/api/v1/albums/{id}", new { title = "Journey", coverFileId = file })).BodyAsync()).Text("title").ShouldBe("Journey");
        (await (await user.Http.GetAsync($"/v1/collections/{id}")).DataAsync()).Text("collectionType").ShouldBe("photo_album");

        (await (await user.Http.DeleteAsync($"/api/v1/albums/{id}")).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("KB_NOT_EMPTY");
        (await user.Http.DeleteAsync($"/api/v1/albums/{other}/files/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await user.Http.DeleteAsync($"/api/v1/albums/{id}/files/{file}")).BodyAsync()).GetProperty("moved").GetInt32().ShouldBe(1);
        (await (await user.Http.DeleteAsync($"/api/v1/albums/{id}")).BodyAsync()).Text("id").ShouldBe(id);
        (await user.Http.GetAsync($"/api/v1/files/{file}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("GET", "/api/v1/nothing", null, 404, "NOT_FOUND")]
    [TestCase("PUT", "/api/v1/files", null, 405, "METHOD_NOT_ALLOWED")]
    [TestCase("POST", "/api/v1/albums", "{\"title\":", 400, "BAD_REQUEST")]
    [TestCase("POST", "/api/v1/albums", "{\"title\":5}", 422, "VALIDATION_ERROR")]
    [TestCase("POST", "/api/v1/albums", "{}", 422, "VALIDATION_ERROR")]
    [TestCase("POST", "/api/v1/albums", "$long", 413, "PAYLOAD_TOO_LARGE")]
    [TestCase("POST", "/api/v1/albums", "$text", 415, "UNSUPPORTED_MEDIA_TYPE")]
    [TestCase("GET", "/api/v1/files?limit=0", null, 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/v1/files?cursor=x", null, 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/v1/files/file_AAAAAAAAAAA", null, 404, "NOT_FOUND")]
    public async Task Refusals_are_bare_json(string method, string route, string? body, int status, string code)
    {
        var user = await Server.SignUpAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), route);
        request.Content = body is null ? null
            : new StringContent(body == "$long" ? $"\"{new string('a', 1_100_000)}\"" : body, Encoding.UTF8, body == "$text" ? "text/plain" : "application/json");

        var failure = await (await user.Http.SendAsync(request)).BodyAsync((HttpStatusCode)status);

        failure.EnumerateObject().Select(member => member.Name).Except(["meta"]).ShouldBe(["message", "error", "code"]);
        failure.Text("code").ShouldBe(code);
    }

    [Test]
    public async Task Credentials_that_do_not_count_say_why_in_the_member_that_clients_read()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("read");
        await user.Http.DeleteAsync($"/v1/api-keys/{key.Id}");

        (await (await Server.CreateClient().GetAsync("/api/v1/files")).BodyAsync(HttpStatusCode.Unauthorized)).Text("message").ShouldBe("Unauthorized");
        (await (await Server.CreateClient("sk_live_" + new string('x', 32)).GetAsync("/api/v1/files")).BodyAsync(HttpStatusCode.Unauthorized)).Text("message").ShouldBe("Invalid API key");
        (await (await key.Http.GetAsync("/api/v1/files")).BodyAsync(HttpStatusCode.Unauthorized)).Text("message").ShouldBe("API key has been revoked");
    }
}
