using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Pichr;

/// <summary>Presign, PUT and finalize in bare JSON (contract section 14.3).</summary>
public class PichrUploadTests() : ServerFixture("--Picora:Imaging:MaxBytes=100000")
{
    [Test]
    public async Task A_file_comes_in_by_three_steps()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Png(30, 20, seed: 901);
        var presigned = await PresignAsync(user, picture, new { visibility = "private", title = "Trip" });
        presigned.Text("uploadId").ShouldMatch("^upl_[A-Za-z0-9_-]{21}$");
        presigned.Text("fileId").ShouldMatch("^file_[A-Za-z0-9_-]{11}$");
        presigned.Text("r2Key").ShouldMatch($@"^uploads/\d{{4}}-\d\d-\d\d/{presigned.Text("fileId")}/photo\.png$");
        presigned.Text("uploadUrl").ShouldBe($"{Server.Url}/api/v1/upload/direct/{presigned.Text("fileId")}");

        var put = await SendAsync(user, presigned, picture, "application/json");
        var received = await put.BodyAsync();
        put.Headers.ETag!.Tag.ShouldBe($"\"{Convert.ToHexStringLower(SHA256.HashData(picture))}\"");
        (received.Text("fileId"), received.Text("mime"), received.GetProperty("bytes").GetInt32(), received.Text("status"))
            .ShouldBe((presigned.Text("fileId"), "image/png", picture.Length, "ready"));
        (await user.Http.GetAsync($"/api/v1/files/{presigned.Text("fileId")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var done = await (await FinalizeAsync(user, new { fileId = presigned.Text("fileId"), r2Etag = put.Headers.ETag.Tag, width = 9, height = 9, nsfwScore = 0.9 })).BodyAsync();
        (done.Text("fileId"), done.Text("url"), done.Text("visibility"), done.GetProperty("width").GetInt32(), done.GetProperty("nsfwScore").GetInt32())
            .ShouldBe((presigned.Text("fileId"), received.Text("url"), "private", 30, 0));
        done.GetProperty("duplicateOf").ValueKind.ShouldBe(JsonValueKind.Null);
        (await (await FinalizeAsync(user, new { fileId = presigned.Text("fileId") })).BodyAsync()).GetRawText().ShouldBe(done.GetRawText());
        (await (await user.Http.GetAsync($"/api/v1/files/{presigned.Text("fileId")}")).BodyAsync()).Text("title").ShouldBe("Trip");
    }

    [Test]
    public async Task The_same_bytes_again_name_the_file_that_is_there()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Png(30, 20, seed: 902);
        var first = PichrId(await user.Http.UploadAsync(picture));
        var presigned = await PresignAsync(user, picture);
        await SendAsync(user, presigned, picture, "image/png");

        var done = await (await FinalizeAsync(user, new { fileId = presigned.Text("fileId") })).BodyAsync();

        (done.Text("fileId"), done.Text("duplicateOf")).ShouldBe((first, first));
    }

    [Test]
    public async Task What_is_not_what_was_announced_is_refused()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Png(30, 20, seed: 903);
        var presigned = await PresignAsync(user, picture);
        byte[] other = [.. picture];
        other[^20] ^= 1;

        (await (await SendAsync(user, presigned, picture[..^1], "image/png")).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("UPLOAD_SIZE_MISMATCH");
        (await (await SendAsync(user, presigned, other, "image/png")).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("UPLOAD_HASH_MISMATCH");
        (await (await FinalizeAsync(user, new { fileId = presigned.Text("fileId") })).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("UPLOAD_NOT_RECEIVED");
        (await (await FinalizeAsync(user, new { fileId = "file_AAAAAAAAAAA" })).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
        (await (await FinalizeAsync(user, new { })).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        var stranger = await Server.SignUpAsync();
        (await SendAsync(stranger, presigned, picture, "image/png")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FinalizeAsync(stranger, new { fileId = presigned.Text("fileId") })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("""{"filename":"a.png","mime":"image/png"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"filename":"a.png","mime":"image/png","bytes":0}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"filename":"a.png","mime":"image/png","bytes":10,"sha256":"zz"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"filename":"a.png","mime":"image/png","bytes":10,"visibility":"everybody"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"filename":"a.png","mime":"image/png","bytes":100001}""", 413, "PAYLOAD_TOO_LARGE")]
    [TestCase("""{"filename":""", 400, "BAD_REQUEST")]
    public async Task A_wrong_announcement_is_refused_in_bare_json(string body, int status, string code)
    {
        var user = await Server.SignUpAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var failure = await (await user.Http.PostAsync("/api/v1/upload/presign", content)).BodyAsync((HttpStatusCode)status);

        (failure.Text("code"), failure.Text("message")).ShouldBe((code, failure.Text("error")));
        failure.TryGetProperty("success", out _).ShouldBeFalse();
    }

    [Test]
    public async Task A_full_quota_is_402_and_strangers_are_401()
    {
        await using var small = await PicoraServer.StartAsync("--Picora:Plans:trial:ImgStorageBytes=100");
        var user = await small.SignUpAsync();
        var order = new { filename = "a.png", mime = "image/png", bytes = 5000 };

        (await (await user.Http.PostAsJsonAsync("/api/v1/upload/presign", order)).CodeAsync(HttpStatusCode.PaymentRequired)).ShouldBe("QUOTA_EXCEEDED");
        (await (await small.CreateClient().PostAsJsonAsync("/api/v1/upload/presign", order)).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("UNAUTHORIZED");
        var reader = await user.CreateKeyAsync("read");
        (await (await reader.Http.PostAsJsonAsync("/api/v1/upload/presign", order)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
    }

    [Test]
    public async Task Presigns_count_against_the_plans_uploads_per_hour()
    {
        await using var server = await PicoraServer.StartWithOwnLimitsAsync("--Picora:RateLimits:Hourly:trial:Uploads=2");
        server.Clock.Stop();
        // Administrators may do more.
        await server.SignUpAsync();
        var user = await server.SignUpAsync();
        var order = new { filename = "a.png", mime = "image/png", bytes = 50 };

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await user.Http.PostAsJsonAsync("/api/v1/upload/presign", order));
        }

        answers.Select(answer => (int)answer.StatusCode).ShouldBe([200, 200, 429]);
        answers[0].Headers.GetValues("X-RateLimit-Limit").ShouldBe(["2"]);
        answers[0].Headers.Contains("RateLimit-Limit").ShouldBeFalse();
        (await user.Http.GetAsync("/api/v1/files")).Headers.GetValues("X-RateLimit-Limit").ShouldBe(["1000"]);
    }

    private static string PichrId(JsonElement image) => $"file_{image.Text("id")}";

    private static async Task<JsonElement> PresignAsync(TestUser user, byte[] picture, object? more = null)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(picture));
        var order = JsonSerializer.SerializeToNode(new { filename = "photo.png", mime = "image/png", bytes = picture.Length, sha256 = hash })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
        {
            order[name] = value?.DeepClone();
        }

        return await (await user.Http.PostAsJsonAsync("/api/v1/upload/presign", order)).BodyAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(TestUser user, JsonElement presigned, byte[] picture, string type)
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(type);
        return await user.Http.PutAsync(new Uri(presigned.Text("uploadUrl")).AbsolutePath, content);
    }

    private static Task<HttpResponseMessage> FinalizeAsync(TestUser user, object body) => user.Http.PostAsJsonAsync("/api/v1/upload/finalize", body);
}
