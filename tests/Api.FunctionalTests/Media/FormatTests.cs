using System.Net;
using System.Text;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>The formats that browsers do not show, and drawings.</summary>
[Category(TestCategories.OneEngine)]
public class FormatTests() : ServerFixture
{
    private static readonly PictureMetadata Everything = new(Orientation: 6, Gps: true, Xmp: true);

    private static IEnumerable<TestCaseData> Converted()
    {
        yield return new TestCaseData("tiff", "png", Pictures.Tiff(96, 64, Everything, compression: 5)).SetArgDisplayNames("TIFF");
        yield return new TestCaseData("bmp", "png", Pictures.Bmp(64, 96)).SetArgDisplayNames("BMP");
        if (Pictures.CanMakeHeic)
        {
            yield return new TestCaseData("heic", "jpg", Pictures.Heic(96, 64, Everything)).SetArgDisplayNames("HEIC");
        }
    }

    [TestCaseSource(nameof(Converted))]
    public async Task What_browsers_do_not_show_is_converted_under_its_public_address(string sent, string served, byte[] picture)
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(picture, $"holiday.{sent}");
        var type = served == "png" ? "image/png" : "image/jpeg";

        image.PathOf("url").ShouldEndWith($".{served}");
        image.Text("mimeType").ShouldBe(type);
        image.GetProperty("sizeBytes").GetInt64().ShouldBe(picture.Length);
        (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()).ShouldBe((64, 96));

        // At once, as pages do that show the address from the answer.
        var response = await Server.CreateClient().GetAsync(image.PathOf("url"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe(type);
        response.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"holiday.{served}");
        var file = await response.Content.ReadAsByteArrayAsync();
        var decoded = served == "png" ? DecodedPicture.Png(file) : DecodedPicture.Jpeg(file);
        (decoded.Width, decoded.Height, decoded.HasExif, decoded.HasXmp).ShouldBe((64, 96, false, false));
        Encoding.Latin1.GetString(file).ShouldNotContain(PictureMetadata.Camera);

        image = await user.Http.WaitForProcessingAsync(image.Text("id"));
        image.Text("processing").ShouldBe("ready");
        var preview = DecodedPicture.WebP(await Server.CreateClient().GetByteArrayAsync(image.PathOf("previewUrl")));
        (preview.Width, preview.Height, preview.HasExif).ShouldBe((64, 96, false));
    }

    [TestCaseSource(nameof(Converted))]
    public async Task The_file_as_it_was_sent_is_its_owner_s_alone(string sent, string served, byte[] picture)
    {
        _ = served;
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var image = await user.Http.UploadAsync(picture, $"a.{sent}");
        var path = image.PathOf("originalUrl");

        path.ShouldEndWith($".{sent}");
        var owners = await user.Http.GetAsync(path);
        (await owners.Content.ReadAsByteArrayAsync()).ShouldBe(picture);
        (owners.Headers.CacheControl!.Private, owners.Headers.CacheControl.NoStore).ShouldBe((true, true));
        (await stranger.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Server.CreateClient().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await user.Http.GetAsync(path[..path.LastIndexOf('.')] + ".webp")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.GetAsync($"/media/{image.Text("id")}/delivery.webp")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_drawing_is_stored_and_served_clean()
    {
        var user = await Server.SignUpAsync();
        var drawing = Encoding.UTF8.GetBytes(
            "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='200' height='100' onload='evil()'>"
            + "<script>evil()</script><rect width='200' height='100' fill='teal'/><a href='javascript:evil()'><text y='50'>x</text></a></svg>");
        var image = await user.Http.UploadAsync(drawing, "logo.svg");

        image.PathOf("url").ShouldEndWith(".svg");
        (image.Text("mimeType"), image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()).ShouldBe(("image/svg+xml", 200, 100));
        foreach (var reader in new[] { Server.CreateClient(), user.Http })
        {
            var served = await reader.GetAsync(image.PathOf("url"));
            served.Content.Headers.ContentType!.ToString().ShouldBe("image/svg+xml");
            served.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; img-src data:; media-src 'self'; font-src data:; style-src 'unsafe-inline'; sandbox");
            served.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            var text = await served.Content.ReadAsStringAsync();
            text.ShouldContain("teal");
            text.ShouldNotContain("evil");
            ((long)Encoding.UTF8.GetByteCount(text)).ShouldBe(image.GetProperty("sizeBytes").GetInt64());
        }

        (await user.Http.StorageHeldAsync()).ShouldBe(image.GetProperty("sizeBytes").GetInt64());
        ServerFiles.Originals(Server).ShouldNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(drawing)));
        image = await user.Http.WaitForProcessingAsync(image.Text("id"));
        var thumbnail = DecodedPicture.WebP(await Server.CreateClient().GetByteArrayAsync(image.PathOf("thumbnailUrl")));
        (thumbnail.Width, thumbnail.Height, thumbnail.At(150, 80)[0], thumbnail.At(150, 80)[1] > 100).ShouldBe((200, 100, (byte)0, true));
    }

    [Test]
    public async Task A_drawing_goes_out_as_it_is_unless_another_format_is_asked_for()
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync("<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' height='10' fill='red'/></svg>"u8.ToArray());
        var anyone = Server.CreateClient();

        (await anyone.GetAsync(image.PathOf("url") + "?w=50&fmt=auto")).Content.Headers.ContentType!.ToString().ShouldBe("image/svg+xml");
        var drawn = DecodedPicture.Png(await anyone.GetByteArrayAsync(image.PathOf("url") + "?w=10&fmt=png"));
        (drawn.Width, drawn.Height, drawn.At(5, 2)[0]).ShouldBe((10, 5, (byte)255));
    }

    [TestCaseSource(nameof(Converted))]
    public async Task What_is_converted_is_made_to_measure_too(string sent, string served, byte[] picture)
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(picture, $"a.{sent}");
        var small = await Server.CreateClient().GetAsync(image.PathOf("url") + "?w=32");
        small.Content.Headers.ContentType!.ToString().ShouldBe(served == "png" ? "image/png" : "image/jpeg");
        var webP = DecodedPicture.WebP(await Server.CreateClient().GetByteArrayAsync(image.PathOf("url") + "?w=32&h=32&fit=cover&fmt=webp"));
        (webP.Width, webP.Height, webP.HasExif).ShouldBe((32, 32, false));
    }

    [Test]
    public async Task The_same_drawing_again_is_a_duplicate_and_a_private_one_is_clean_for_its_owner_too()
    {
        var user = await Server.SignUpAsync();
        var drawing = Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' onclick='evil()'><title>{Guid.NewGuid()}</title></svg>");
        var image = await user.Http.UploadAsync(drawing, "a.svg", ("isPublic", "false"));
        var again = await user.Http.PostImageAsync(drawing, "b.svg");

        again.Headers.GetValues("X-Picora-Duplicate").Single().ShouldBe("true");
        (await again.DataAsync(HttpStatusCode.Created)).Text("id").ShouldBe(image.Text("id"));
        (await user.Http.GetStringAsync(image.PathOf("url"))).ShouldNotContain("evil");
        (await user.Http.StorageHeldAsync()).ShouldBe(image.GetProperty("sizeBytes").GetInt64());

        await (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).BodyAsync();
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task A_refused_drawing_leaves_nothing()
    {
        var user = await Server.SignUpAsync();
        foreach (var drawing in new[] { "<svg xmlns='http://www.w3.org/2000/svg'><text>&own;</text></svg>", "<svg xmlns='http://www.w3.org/2000/svg'>", $"<svg xmlns='http://www.w3.org/2000/svg'><desc>{new string('x', 2_200_000)}</desc></svg>" })
        {
            (await (await user.Http.PostImageAsync(Encoding.UTF8.GetBytes(drawing), "a.svg")).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        }

        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task What_a_picture_says_about_itself_is_told_and_its_place_only_when_asked()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var id = (await user.Http.UploadAsync(Pictures.Jpeg(96, 64, Everything with { ColourProfile = ColourProfiles.WideGamut() }))).Text("id");
        var image = await user.Http.WaitForProcessingAsync(id);
        var metadata = image.GetProperty("metadata");

        (metadata.Text("format"), metadata.GetProperty("frames").GetInt32(), metadata.GetProperty("orientation").GetInt32()).ShouldBe(("jpg", 1, 6));
        (metadata.Text("cameraMake"), metadata.Text("cameraModel"), metadata.Text("lens")).ShouldBe((PictureMetadata.Camera, "Mark II", "35 mm F1.8"));
        (metadata.Text("takenAt"), metadata.Text("colorSpace")).ShouldBe(("2026-01-31T12:34:56", "Wide gamut"));
        metadata.Text("dominantColor").ShouldMatch("^#[0-9a-f]{6}$");
        metadata.Text("perceptualHash").ShouldMatch("^[0-9a-f]{16}$");
        Convert.FromBase64String(metadata.Text("thumbHash")).Length.ShouldBeInRange(10, 28);
        image.ToString().ShouldNotContain("52.5", Case.Sensitive, "no place in any other answer");

        var place = await (await user.Http.GetAsync($"/v1/images/{id}/location")).DataAsync();
        (place.GetProperty("latitude").GetDouble(), place.GetProperty("longitude").GetDouble()).ShouldBe((52.52, 13.41));
        (await stranger.Http.GetAsync($"/v1/images/{id}/location")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Server.CreateClient().GetAsync($"/v1/images/{id}/location")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var plain = (await user.Http.UploadAsync(Pictures.Png(20, 20))).Text("id");
        (await user.Http.GetAsync($"/v1/images/{plain}/location")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Alike_pictures_have_alike_hashes()
    {
        var user = await Server.SignUpAsync();
        var one = await HashAsync(user, Pictures.Jpeg(400, 300, seed: 7, quality: 90));
        var same = await HashAsync(user, Pictures.Jpeg(400, 300, seed: 7, quality: 50));
        var other = await HashAsync(user, Pictures.PlainJpeg(300, 300, (10, 20, 200)));

        System.Numerics.BitOperations.PopCount(one ^ same).ShouldBeLessThan(6);
        System.Numerics.BitOperations.PopCount(one ^ other).ShouldBeGreaterThan(10);
    }

    private static async Task<ulong> HashAsync(TestUser user, byte[] picture)
    {
        var image = await user.Http.WaitForProcessingAsync((await user.Http.UploadAsync(picture)).Text("id"));
        return Convert.ToUInt64(image.GetProperty("metadata").Text("perceptualHash"), 16);
    }
}

/// <summary>A server whose workers never come: what is converted waits, and says so.</summary>
public class WaitingConversionTests() : ServerFixture("--Picora:Imaging:Workers=0", "--Picora:Processing:DeliveryWaitSeconds=1")
{
    [Test]
    public async Task A_conversion_that_does_not_come_is_asked_for_again()
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Bmp(20, 20), "a.bmp");
        var response = await Server.CreateClient().GetAsync(image.PathOf("url"));

        (await response.CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("IMAGE_PROCESSING");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}

/// <summary>A server without a decoder of HEIC, or any other.</summary>
public class MissingDecoderTests() : ServerFixture("--Picora:Imaging:LibraryPath=/nowhere/libvips.so")
{
    [Test]
    public async Task Heic_is_refused_in_clear_words_and_the_rest_is_taken()
    {
        Assume.That(Pictures.CanMakeHeic, "the machine's libheif encodes HEVC");
        var user = await Server.SignUpAsync();
        var body = await (await user.Http.PostImageAsync(Pictures.Heic(64, 48), "a.heic")).BodyAsync(HttpStatusCode.UnprocessableEntity);

        body.Text("code").ShouldBe("VALIDATION_ERROR");
        body.Text("error").ShouldBe("This server cannot convert HEIC pictures, because it has no decoder for them. Send the picture as JPEG.");
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
        await user.Http.UploadAsync(Pictures.Jpeg(20, 20));
    }
}
