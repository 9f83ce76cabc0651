using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

public class ImageUploadTests() : ServerFixture
{
    [Test]
    public async Task An_upload_answers_with_every_member_of_the_contract()
    {
        var user = await Server.SignUpAsync();
        var before = Server.Clock.GetUtcNow().AddSeconds(-1);
        var picture = Pictures.Png(33, 17);

        var response = await user.Http.PostImageAsync(picture, "shot.png", ("tags", "[\"travel\",\"night\"]"), ("title", "A night"));

        response.Headers.Contains("X-Picora-Duplicate").ShouldBeFalse();
        response.Headers.GetValues("x-request-id").Single().ShouldNotBeEmpty();
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        var body = await response.BodyAsync(HttpStatusCode.Created);
        body.EnumerateObject().Select(member => member.Name).ShouldBe(["success", "data"]);
        var image = body.GetProperty("data");
        image.EnumerateObject().Select(member => member.Name).ShouldBe(
            [
                "id", "type", "userId", "url", "filename", "title", "mimeType", "sizeBytes", "width", "height", "tags", "isPublic", "allowedReferers",
                "status", "processing", "thumbnailUrl", "previewUrl", "createdAt", "updatedAt", "originalUrl", "metadata", "kbId", "trashedAt", "expiresAt", "links",
            ],
            ignoreOrder: true);
        image.Text("id").ShouldMatch("^[A-Za-z0-9_-]{11}$");
        (image.Text("type"), image.Text("userId"), image.Text("filename"), image.Text("title")).ShouldBe(("image", user.Id, "shot.png", "A night"));
        image.Text("url").ShouldBe($"{Server.Url}/media/{image.Text("id")}.png");
        (image.Text("mimeType"), image.Text("status"), image.Text("processing")).ShouldBe(("image/png", "ready", "pending"));
        image.GetProperty("sizeBytes").GetRawText().ShouldBe($"{picture.Length}");
        (image.GetProperty("width").GetRawText(), image.GetProperty("height").GetRawText()).ShouldBe(("33", "17"));
        image.GetProperty("tags").GetRawText().ShouldBe("[\"travel\",\"night\"]");
        image.GetProperty("isPublic").GetBoolean().ShouldBeTrue();
        image.GetProperty("allowedReferers").ValueKind.ShouldBe(JsonValueKind.Null);
        image.Text("createdAt").ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        image.GetProperty("createdAt").GetDateTimeOffset().ShouldBeInRange(before, Server.Clock.GetUtcNow());
        image.Text("updatedAt").ShouldBe(image.Text("createdAt"));
    }

    [TestCase("isPublic", "false", false)]
    [TestCase("is_public", "false", false)]
    [TestCase("isPublic", "true", true)]
    [TestCase("is_public", "0", false)]
    public async Task Visibility_is_taken_in_both_spellings(string field, string value, bool expected)
    {
        var user = await Server.SignUpAsync();
        (await user.Http.UploadAsync(Pictures.Png(8, 8), "a.png", (field, value))).GetProperty("isPublic").GetBoolean().ShouldBe(expected);
    }

    [TestCase("isPublic", "perhaps")]
    [TestCase("tags", "travel")]
    [TestCase("tags", "[1]")]
    [TestCase("tags", "[null]")]
    [TestCase("tags", "{\"a\":1}")]
    [TestCase("tags", "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]")]
    [TestCase("tags", "[\"123456789012345678901234567890123\"]")]
    [TestCase("title", "nul\0nul")]
    [TestCase("tags", "[\"nul\\u0000nul\"]")]
    public async Task A_field_that_is_wrong_is_refused_and_nothing_stays(string field, string value)
    {
        var user = await Server.SignUpAsync();
        var refused = await user.Http.PostImageAsync(Pictures.Png(8, 8), "a.png", (field, value));

        (await refused.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task What_PicGo_sends_is_taken()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        var picture = Pictures.Jpeg(40, 30);
        // As the plug-in's form library writes it: a header literally named contentType, no MIME type that means anything, a field behind the file.
        var form = new ByteArrayContent(
            [
                .. "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"20260105.png\"\r\n\r\n"u8, .. picture,
                .. "\r\n--X\r\nContent-Disposition: form-data; name=\"isPublic\"\r\n\r\ntrue\r\n--X--\r\n"u8,
            ]);
        form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=X");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/images") { Content = form };
        request.Headers.TryAddWithoutValidation("User-Agent", "PicGo");
        request.Headers.TryAddWithoutValidation("contentType", "multipart/form-data");

        var image = await (await key.Http.SendAsync(request)).DataAsync(HttpStatusCode.Created);

        (image.Text("mimeType"), image.Text("filename")).ShouldBe(("image/jpeg", "20260105.png"));
        (await Server.CreateClient().GetByteArrayAsync(image.PathOf("url"))).ShouldBe(picture);
    }

    [Test]
    public async Task What_Moraya_sends_is_taken_and_found_again()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Pictures.WebP(40, 30));
        file.Headers.TryAddWithoutValidation("Content-Type", "image/webp");
        form.Add(file, "file", "note.webp");

        var image = await (await key.Http.PostAsync("/v1/images", form)).DataAsync(HttpStatusCode.Created);
        image.Text("url").ShouldEndWith(".webp");
        var detail = await key.Http.GetImageAsync(image.Text("id"));
        (detail.Text("type"), detail.Text("filename")).ShouldBe(("image", "note.webp"));
        detail.GetProperty("sizeBytes").GetInt64().ShouldBePositive();
    }

    [TestCase("jpg")]
    [TestCase("png")]
    [TestCase("gif")]
    [TestCase("webp")]
    [TestCase("avif")]
    public async Task The_bytes_decide_the_format_whatever_the_client_claims(string extension)
    {
        var user = await Server.SignUpAsync();
        var picture = extension switch
        {
            "jpg" => Pictures.Jpeg(64, 48),
            "png" => Pictures.Png(64, 48),
            "gif" => Pictures.Gif(64, 48, frames: 2),
            "webp" => Pictures.WebP(64, 48),
            _ => Pictures.Avif(64, 48),
        };

        var image = await user.Http.UploadAsync(picture, "claims-to-be.bmp");

        image.PathOf("url").ShouldEndWith($".{extension}");
        (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()).ShouldBe((64, 48));
        var served = await Server.CreateClient().GetAsync(image.PathOf("url"));
        served.Content.Headers.ContentType!.MediaType.ShouldBe(image.Text("mimeType"));
        (await served.Content.ReadAsByteArrayAsync()).ShouldBe(picture);
        (await user.Http.WaitForProcessingAsync(image.Text("id"))).Text("processing").ShouldBe("ready");
    }

    [Test]
    public async Task The_same_bytes_give_the_same_picture_and_cost_nothing()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Jpeg(40, 30);
        var first = await user.Http.UploadAsync(picture, "one.jpg", ("title", "One"));
        var used = await user.Http.StorageUsedAsync();

        var response = await user.Http.PostImageAsync(picture, "two.jpg", ("title", "Two"));

        var second = await response.DataAsync(HttpStatusCode.Created);
        response.Headers.GetValues("X-Picora-Duplicate").Single().ShouldBe("true");
        (second.Text("id"), second.Text("title")).ShouldBe((first.Text("id"), "One"));
        (await user.Http.StorageHeldAsync()).ShouldBe(used);
        (await user.Http.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64().ShouldBe(1);
        ServerFiles.Originals(Server).Count(hash => hash == Convert.ToHexStringLower(SHA256.HashData(picture))).ShouldBe(1);
    }

    [Test]
    public async Task Of_equal_uploads_at_once_one_is_kept()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Jpeg(200, 100);

        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => user.Http.PostImageAsync(picture)));

        var images = await Task.WhenAll(responses.Select(response => response.DataAsync(HttpStatusCode.Created)));
        images.Select(image => image.Text("id")).Distinct().ShouldHaveSingleItem();
        responses.Count(response => response.Headers.Contains("X-Picora-Duplicate")).ShouldBe(11);
        (await user.Http.StorageHeldAsync()).ShouldBe(picture.Length);
        (await user.Http.UsageAsync()).GetProperty("images").GetProperty("uploadCountToday").GetInt32().ShouldBe(1);
    }

    [Test]
    public async Task The_same_bytes_of_two_people_are_two_pictures_and_one_outlives_the_other()
    {
        var (one, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var picture = Pictures.Jpeg(40, 30);
        var (first, second) = (await one.Http.UploadAsync(picture), await other.Http.UploadAsync(picture));
        second.Text("id").ShouldNotBe(first.Text("id"));

        await (await one.Http.DeleteAsync($"/v1/images/{first.Text("id")}")).BodyAsync();

        (await Server.CreateClient().GetAsync(first.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Server.CreateClient().GetByteArrayAsync(second.PathOf("url"))).ShouldBe(picture);
    }

    [Test]
    public async Task Nobody_uploads_without_a_credential_or_the_scope()
    {
        (await (await Server.CreateClient().PostImageAsync(Pictures.Png(8, 8))).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("UNAUTHORIZED");
        var reader = await (await Server.SignUpAsync()).CreateKeyAsync("images:read");
        (await (await reader.Http.PostImageAsync(Pictures.Png(8, 8))).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
    }

    [Test]
    public async Task A_file_that_is_no_picture_is_refused_with_the_field()
    {
        var user = await Server.SignUpAsync();
        var body = await (await user.Http.PostImageAsync(Encoding.UTF8.GetBytes("<html/>"), "a.png")).BodyAsync(HttpStatusCode.UnprocessableEntity);
        body.Text("code").ShouldBe("VALIDATION_ERROR");
        body.GetProperty("meta").GetProperty("fields").GetProperty("file").GetArrayLength().ShouldBe(1);
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }
}
