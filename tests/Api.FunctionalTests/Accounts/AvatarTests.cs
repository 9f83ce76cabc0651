using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Accounts;

internal sealed class AvatarTests() : ServerFixture("--Picora:Accounts:AvatarBytes=200000")
{
    [Test]
    public async Task A_picture_becomes_a_small_square_without_anything_else_of_the_file()
    {
        var user = await Server.SignUpAsync();
        var file = Pictures.Jpeg(640, 480, new PictureMetadata(Orientation: 6, Gps: true, Xmp: true));

        var url = (await (await UploadAsync(user, file)).DataAsync()).Text("avatarUrl");

        url.ShouldMatch($@"^http.*/v1/user/avatar/{user.Id}\?v=\d+$");
        (await (await user.Http.GetAsync("/v1/user/me")).DataAsync()).Text("avatarUrl").ShouldBe(url);
        var answer = await Server.CreateClient().GetAsync(url);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=3600");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var picture = DecodedPicture.WebP(bytes);
        (picture.Width, picture.Height).ShouldBe((256, 256));
        (picture.HasExif, picture.HasXmp).ShouldBe((false, false));
        Directory.GetFiles(Path.Combine(Server.DataFolder, "objects"), "*", SearchOption.AllDirectories).ShouldBeEmpty("the file itself is gone");

        var again = Server.CreateClient();
        again.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        (await again.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Test]
    public async Task A_new_picture_has_another_address_and_an_address_elsewhere_takes_its_place()
    {
        var user = await Server.SignUpAsync();
        var first = (await (await UploadAsync(user, Pictures.Png(64, 64))).DataAsync()).Text("avatarUrl");
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await (await UploadAsync(user, Pictures.Gif(40, 30, frames: 2))).DataAsync()).Text("avatarUrl");
        second.ShouldNotBe(first);

        // Sent back as it came, it changes nothing.
        (await (await PatchAsync(user, new { avatarUrl = second })).DataAsync()).Text("avatarUrl").ShouldBe(second);
        (await (await PatchAsync(user, new { avatarUrl = "https://example.org/me.png" })).DataAsync()).Text("avatarUrl").ShouldBe("https://example.org/me.png");
        (await Server.CreateClient().GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await PatchAsync(user, new { avatarUrl = string.Empty })).DataAsync()).GetProperty("avatarUrl").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await PatchAsync(user, new { avatarUrl = "javascript:alert(1)" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task What_is_no_picture_or_too_large_is_refused_and_leaves_nothing()
    {
        var user = await Server.SignUpAsync();
        (await UploadAsync(user, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await UploadAsync(user, new byte[100])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await UploadAsync(user, Pictures.Png(64, 64)[..200])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await UploadAsync(user, new byte[200_001])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        (await user.Http.PostAsync("/v1/user/me/avatar", empty)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await user.Http.GetAsync("/v1/user/me")).DataAsync()).GetProperty("avatarUrl").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await Server.CreateClient().GetAsync($"/v1/user/avatar/{user.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_key_says_how_documents_are_versioned_and_nothing_else()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        var fresh = await (await key.Http.GetAsync("/v1/user/me")).DataAsync();
        (fresh.GetProperty("docVersioningEnabled").GetBoolean(), fresh.GetProperty("docVersioningMax").GetInt32()).ShouldBe((false, 10));

        var changed = await (await key.Http.PatchAsJsonAsync("/v1/user/me", new { docVersioningEnabled = true, docVersioningMax = 500 })).DataAsync();

        (changed.GetProperty("docVersioningEnabled").GetBoolean(), changed.GetProperty("docVersioningMax").GetInt32()).ShouldBe((true, 500));
        (await key.Http.PatchAsJsonAsync("/v1/user/me", new { docVersioningMax = 20, locale = "en" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PatchAsync(user, new { docVersioningMax = 0 })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PatchAsync(user, new { docVersioningMax = 501 })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<HttpResponseMessage> UploadAsync(TestUser user, byte[] file)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(part, "file", "me.png");
        return await user.Http.PostAsync("/v1/user/me/avatar", form);
    }

    private static Task<HttpResponseMessage> PatchAsync(TestUser user, object body) => user.Http.PatchAsJsonAsync("/v1/user/me", body);
}
