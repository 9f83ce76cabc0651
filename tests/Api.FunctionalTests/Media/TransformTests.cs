using System.Net;
using System.Net.Http.Headers;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Pictures made to measure by their addresses.</summary>
public class TransformTests() : ServerFixture("--Picora:Transforms:Presets:card=w=60&h=60&fit=cover&fmt=webp", "--Picora:Transforms:MaxOutputPixels=5000000")
{
    private TestUser user = null!;
    private string photo = string.Empty;
    private string clear = string.Empty;
    private string animation = string.Empty;

    private HttpClient Anyone => Server.CreateClient();

    [OneTimeSetUp]
    public async Task UploadAsync()
    {
        user = await Server.SignUpAsync();
        photo = (await user.Http.UploadAsync(Pictures.Jpeg(600, 400, new PictureMetadata(Gps: true)))).PathOf("url");
        clear = (await user.Http.UploadAsync(Pictures.Png(200, 100, alpha: true))).PathOf("url");
        animation = (await user.Http.UploadAsync(Pictures.Gif(120, 80, frames: 3))).PathOf("url");
    }

    [TestCase("w=300", 300, 200)]
    [TestCase("h=100", 150, 100)]
    [TestCase("w=100&dpr=2", 200, 133)]
    [TestCase("w=1200", 600, 400)]
    [TestCase("w=90&h=90&fit=cover", 90, 90)]
    [TestCase("w=90&h=90&fit=cover&gravity=smart", 90, 90)]
    [TestCase("w=90&h=90&fit=contain", 90, 90)]
    [TestCase("w=90&h=90&fit=fill", 90, 90)]
    [TestCase("w=90&h=90&fit=outside", 135, 90)]
    [TestCase("w=90&h=90&fit=inside", 90, 60)]
    [TestCase("preset=card&fmt=jpeg", 60, 60)]
    [TestCase("preset=card&h=30&fmt=jpeg", 60, 30)]
    public async Task The_address_says_what_comes(string query, int width, int height)
    {
        var response = await Anyone.GetAsync($"{photo}?{query}");

        var picture = DecodedPicture.Jpeg(await BytesAsync(response, "image/jpeg"));
        (picture.Width, picture.Height, picture.HasExif).ShouldBe((width, height, false));
        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Headers.ETag!.Tag.ShouldMatch("^\"[0-9a-f]{64}\"$");
        response.Headers.Vary.ShouldNotContain("Accept");
    }

    [TestCase("w=0")]
    [TestCase("w=5000")]
    [TestCase("q=101")]
    [TestCase("fit=crop")]
    [TestCase("fmt=gif")]
    [TestCase("utm=1")]
    [TestCase("w=10&w=10")]
    [TestCase("preset=none")]
    [TestCase("preview=0")]
    [TestCase("wm=AAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("w=4096&h=4096&fit=fill")]
    public async Task What_is_not_understood_is_refused(string query)
    {
        var response = await Anyone.GetAsync($"{photo}?{query}");

        (await response.CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("INVALID_IMAGE_PARAMS");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.ETag.ShouldBeNull();
    }

    [Test]
    public async Task Equal_wishes_are_one_file()
    {
        string[] same = ["w=222&fmt=webp", "fmt=webp&w=222", "w=111&dpr=2&fmt=webp&q=85&fit=inside", "%77=222&fmt=webp", "h=148&fmt=webp"];
        var tags = await Task.WhenAll(same.Select(async query => (await Anyone.GetAsync($"{photo}?{query}")).Headers.ETag!.Tag));

        tags.Distinct().Count().ShouldBe(1);
        var id = Path.GetFileNameWithoutExtension(photo);
        ServerFiles.All(Server.DataFolder).Count(file => file.EndsWith($"variants/{id}/{tags[0].Trim('"')}.webp", StringComparison.Ordinal)).ShouldBe(1);
    }

    [TestCase("image/avif,image/webp,*/*", "image/avif")]
    [TestCase("image/webp,*/*;q=0.8", "image/webp")]
    [TestCase("image/avif;q=0,image/webp", "image/webp")]
    [TestCase("*/*", "image/jpeg")]
    [TestCase("", "image/jpeg")]
    public async Task The_client_decides_what_auto_is(string accept, string type)
    {
        var response = await GetAsync($"{photo}?w=64&fmt=auto", ("Accept", accept));

        await BytesAsync(response, type);
        response.Headers.Vary.ShouldContain("Accept");
    }

    [Test]
    public async Task An_animation_stays_one_where_it_can()
    {
        var still = await BytesAsync(await Anyone.GetAsync($"{animation}?w=60&fmt=png"), "image/png");
        var moving = await BytesAsync(await Anyone.GetAsync($"{animation}?w=60&fmt=webp"), "image/webp");
        var original = await Anyone.GetAsync($"{animation}?w=60");
        var cropped = await BytesAsync(await Anyone.GetAsync($"{animation}?w=50&h=50&fit=cover&fmt=webp"), "image/webp");

        DecodedPicture.Png(still).Height.ShouldBe(40);
        (DecodedPicture.Frames(moving), DecodedPicture.Frames(cropped)).ShouldBe((3, 3));
        DecodedPicture.WebP(cropped).Width.ShouldBe(50);
        (await BytesAsync(original, "image/gif")).ShouldBe(await Anyone.GetByteArrayAsync(animation));
    }

    [Test]
    public async Task Conditions_ranges_and_head_hold_for_variants()
    {
        var url = $"{photo}?w=77&fmt=png";
        var first = await Anyone.GetAsync(url);
        var whole = await first.Content.ReadAsByteArrayAsync();
        var tag = first.Headers.ETag!.ToString();
        Directory.Delete(Path.Combine(Server.DataFolder, "objects", "variants", Path.GetFileNameWithoutExtension(photo)), recursive: true);

        (await GetAsync(url, ("If-None-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var part = await GetAsync(url, ("Range", "bytes=10-19"));
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(whole[10..20]);
        var head = await Anyone.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));
        (head.Content.Headers.ContentLength, head.Headers.ETag!.ToString()).ShouldBe((whole.Length, tag));
    }

    [Test]
    public async Task Transparency_meets_white_in_jpeg_and_stays_elsewhere()
    {
        var flat = DecodedPicture.Jpeg(await BytesAsync(await Anyone.GetAsync($"{clear}?w=80&h=80&fit=contain&fmt=jpeg"), "image/jpeg"));
        var kept = DecodedPicture.WebP(await BytesAsync(await Anyone.GetAsync($"{clear}?w=80&h=80&fit=contain&fmt=webp"), "image/webp"));

        flat.At(40, 3).ShouldAllBe(value => value > 250);
        (kept.Bands, kept.At(40, 3)[3]).ShouldBe((4, (byte)0));
    }

    [Test]
    public async Task A_private_picture_s_variants_are_private()
    {
        var image = await user.Http.UploadAsync(Pictures.Jpeg(60, 60), fields: ("isPublic", "false"));
        var url = $"{image.PathOf("url")}?w=30";

        (await Anyone.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await Server.SignUpAsync()).Http.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var own = await user.Http.GetAsync(url);
        await BytesAsync(own, "image/jpeg");
        (own.Headers.CacheControl!.Private, own.Headers.CacheControl.NoStore, own.Headers.CacheControl.Public).ShouldBe((true, true, false));
    }

    [Test]
    public async Task A_deleted_picture_takes_its_variants_along()
    {
        var image = await user.Http.UploadAsync(Pictures.Jpeg(60, 60));
        (await Anyone.GetAsync($"{image.PathOf("url")}?w=30")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Anyone.GetAsync($"{image.PathOf("url")}?w=30")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Poll.UntilAsync(
            () => ServerFiles.All(Server.DataFolder).All(file => !file.Contains($"variants/{image.Text("id")}/", StringComparison.Ordinal)),
            "the variants to go");
    }

    [Test]
    public async Task A_preview_is_not_kept()
    {
        var response = await Anyone.GetAsync($"{photo}?w=41&preview=1");

        await BytesAsync(response, "image/jpeg");
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        ServerFiles.All(Server.DataFolder).ShouldNotContain(file => file.Contains(response.Headers.ETag!.Tag.Trim('"'), StringComparison.Ordinal));
    }

    private static async Task<byte[]> BytesAsync(HttpResponseMessage response, string type)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        response.Content.Headers.ContentType.ShouldBe(MediaTypeHeaderValue.Parse(type));
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task<HttpResponseMessage> GetAsync(string url, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Anyone.SendAsync(request);
    }
}
