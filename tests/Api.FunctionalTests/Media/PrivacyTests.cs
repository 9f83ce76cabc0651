using System.Net;
using System.Net.Http.Json;
using System.Text;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

public class PrivacyTests() : ServerFixture
{
    private static readonly PictureMetadata Everything = new(Orientation: 6, Gps: true, Xmp: true);

    [Test]
    public async Task A_private_picture_is_its_owners_alone()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var key = await user.CreateKeyAsync();
        var image = await user.Http.UploadAsync(Pictures.Jpeg(40, 30), "a.jpg", ("isPublic", "false"));
        await user.Http.WaitForProcessingAsync(image.Text("id"));
        image = await user.Http.GetImageAsync(image.Text("id"));

        foreach (var member in new[] { "url", "thumbnailUrl", "previewUrl" })
        {
            var path = image.PathOf(member);
            var anonymous = await Server.CreateClient().GetAsync(path);
            (await anonymous.CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("UNAUTHORIZED");
            anonymous.Headers.CacheControl!.NoStore.ShouldBeTrue();
            anonymous.Headers.WwwAuthenticate.ShouldNotBeEmpty();
            (await Server.CreateClient("sk_" + "live_00000000000000000000000000000000").GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await stranger.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            foreach (var owner in new[] { user.Http, key.Http })
            {
                var served = await owner.GetAsync(path);
                served.StatusCode.ShouldBe(HttpStatusCode.OK);
                (served.Headers.CacheControl!.Private, served.Headers.CacheControl.NoStore).ShouldBe((true, true));
            }
        }

        var blind = await user.CreateKeyAsync("usage:read");
        (await (await blind.Http.GetAsync(image.PathOf("url"))).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
    }

    [Test]
    public async Task Turning_private_closes_the_address_and_public_opens_it()
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Jpeg(40, 30));
        var anyone = Server.CreateClient();
        (await anyone.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await user.Http.PatchAsJsonAsync($"/v1/images/{image.Text("id")}", new { isPublic = false });
        (await anyone.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await user.Http.PatchAsJsonAsync($"/v1/images/{image.Text("id")}", new { is_public = true });
        (await anyone.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("jpg")]
    [TestCase("png")]
    [TestCase("webp")]
    [TestCase("avif")]
    public async Task Strangers_get_the_picture_without_what_it_says_about_its_maker(string extension)
    {
        var user = await Server.SignUpAsync();
        var picture = extension switch
        {
            "jpg" => Pictures.Jpeg(96, 64, Everything),
            "png" => Pictures.Png(96, 64, Everything),
            "webp" => Pictures.WebP(96, 64, Everything),
            _ => Pictures.Avif(96, 64, Everything with { Orientation = null }),
        };
        Speaks(picture).ShouldBeTrue();
        var image = await user.Http.UploadAsync(picture);
        await user.Http.WaitForProcessingAsync(image.Text("id"));
        image = await user.Http.GetImageAsync(image.Text("id"));

        foreach (var member in new[] { "url", "thumbnailUrl", "previewUrl" })
        {
            Speaks(await Server.CreateClient().GetByteArrayAsync(image.PathOf(member))).ShouldBeFalse(member);
        }

        // Upright: a telephone held sideways stores 96 × 64 and means 64 × 96.
        var (width, height) = extension == "avif" ? (96, 64) : (64, 96);
        (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()).ShouldBe((width, height));
        var preview = DecodedPicture.WebP(await Server.CreateClient().GetByteArrayAsync(image.PathOf("previewUrl")));
        (preview.Width, preview.Height, preview.HasExif, preview.HasXmp).ShouldBe((width, height, false, false));
    }

    [Test]
    public async Task The_owner_of_a_private_picture_gets_every_byte_back_and_caches_keep_both_apart()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Jpeg(96, 64, Everything);
        var image = await user.Http.UploadAsync(picture);
        var asPublic = await user.Http.GetAsync(image.PathOf("url"));
        Speaks(await asPublic.Content.ReadAsByteArrayAsync()).ShouldBeFalse();

        await user.Http.PatchAsJsonAsync($"/v1/images/{image.Text("id")}", new { isPublic = false });
        var asPrivate = await user.Http.GetAsync(image.PathOf("url"));

        (await asPrivate.Content.ReadAsByteArrayAsync()).ShouldBe(picture);
        asPrivate.Headers.ETag.ShouldNotBe(asPublic.Headers.ETag);
    }

    private static bool Speaks(byte[] file) => new[] { PictureMetadata.Camera, PictureMetadata.Person, "SN-4711", "GPS" }
        .Any(word => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);
}
