using System.Diagnostics;
using System.Net;
using System.Text;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

[Category(TestCategories.OneEngine)]
public class HostileFilesTests() : ServerFixture
{
    private static IEnumerable<TestCaseData> BombFiles()
    {
        yield return new TestCaseData(Bombs.Jpeg()).SetArgDisplayNames("JPEG");
        yield return new TestCaseData(Bombs.Png()).SetArgDisplayNames("PNG");
        yield return new TestCaseData(Bombs.Gif()).SetArgDisplayNames("GIF");
        yield return new TestCaseData(Bombs.WebP()).SetArgDisplayNames("WebP");
        yield return new TestCaseData(Bombs.Tiff()).SetArgDisplayNames("TIFF");
        yield return new TestCaseData(Bombs.Bmp()).SetArgDisplayNames("BMP");
        yield return new TestCaseData(Bombs.Svg()).SetArgDisplayNames("SVG");
        if (Pictures.CanMakeHeic)
        {
            yield return new TestCaseData(Bombs.Heic()).SetArgDisplayNames("HEIC");
        }
    }

    [TestCaseSource(nameof(BombFiles))]
    public async Task A_bomb_is_known_by_its_header(byte[] bomb)
    {
        var user = await Server.SignUpAsync();
        var watch = Stopwatch.StartNew();
        var response = await user.Http.PostImageAsync(bomb);

        (await response.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("IMAGE_TOO_MANY_PIXELS");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        await NothingStaysAsync(user, bomb);
    }

    [Test]
    public async Task An_animation_is_measured_by_its_frames_times_its_canvas()
    {
        var user = await Server.SignUpAsync();
        var bomb = Bombs.ManyFramesGif();
        (await user.Http.PostImageAsync(bomb)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await NothingStaysAsync(user, bomb);
    }

    [Test]
    public async Task Any_beginning_of_a_picture_is_refused_or_fails_in_sight()
    {
        var user = await Server.SignUpAsync();
        byte[][] pictures = [Pictures.Jpeg(64, 48), Pictures.Png(64, 48), Pictures.WebP(64, 48), Pictures.Gif(64, 48, frames: 2), Pictures.Avif(64, 48), Pictures.Tiff(64, 48), Pictures.Bmp(64, 48)];
        if (Pictures.CanMakeHeic)
        {
            pictures = [.. pictures, Pictures.Heic(64, 48)];
        }

        foreach (var picture in pictures)
        {
            int[] cuts = [1, 2, 4, 12, 30, 100, .. Enumerable.Range(1, 12).Select(twelfth => twelfth * (picture.Length - 1) / 12)];
            foreach (var cut in cuts.Where(cut => cut < picture.Length))
            {
                var response = await user.Http.PostImageAsync(picture[..cut]);
                if (response.StatusCode == HttpStatusCode.Created)
                {
                    var image = await response.DataAsync(HttpStatusCode.Created);
                    (await user.Http.WaitForProcessingAsync(image.Text("id"))).Text("processing").ShouldBe("failed", $"{cut} of {picture.Length}");
                }
                else
                {
                    (await response.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
                }
            }
        }
    }

    private static IEnumerable<TestCaseData> Polyglots()
    {
        yield return Case("GIF and script", "image/gif", [.. "GIF89a/*"u8, .. Pictures.Gif(8, 8)[8..], .. "*/=1;alert(document.domain)"u8]);
        yield return Case("JPEG and page", "image/jpeg", [.. Pictures.Jpeg(8, 8), .. "<html><script>alert(1)</script></html>"u8]);
        yield return Case("PNG and archive", "image/png", [.. Pictures.Png(8, 8), .. "PK\x03\x04 evil.class"u8]);
        yield return Case("PDF behind a PNG", "image/png", [.. Pictures.Png(8, 8), .. "%PDF-1.7 1 0 obj"u8]);
    }

    [TestCaseSource(nameof(Polyglots))]
    public async Task A_file_of_two_minds_is_a_picture_only(string type, byte[] file)
    {
        var user = await Server.SignUpAsync();
        var response = await user.Http.PostImageAsync(file, "page.html");
        if (response.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            return;
        }

        var image = await response.DataAsync(HttpStatusCode.Created);
        var served = await Server.CreateClient().GetAsync(image.PathOf("url"));
        served.Content.Headers.ContentType!.ToString().ShouldBe(type);
        served.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        served.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [TestCase("push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 'https://127.0.0.1/x'\npop graphic-context")]
    [TestCase("<?xml version=\"1.0\"?><image><read filename=\"/etc/passwd\"/></image>")]
    [TestCase("%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run")]
    [TestCase("%PDF-1.7\n1 0 obj")]
    [TestCase("#define x_width 1\n#define x_height 1\nstatic char x_bits[] = {0};")]
    [TestCase("<svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>")]
    [TestCase("<html><svg xmlns='http://www.w3.org/2000/svg'/></html>")]
    [TestCase("\0\0\u0001\0\u0001\0\u0010\u0010")]
    [TestCase("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd")]
    [TestCase("BM6\0\0\0\0\0\0\06\0\0\0")]
    [TestCase("II*\0\b\0\0\0")]
    public async Task Other_formats_with_a_pictures_name_are_refused(string text)
    {
        var user = await Server.SignUpAsync();
        var file = Encoding.Latin1.GetBytes(text);
        (await (await user.Http.PostImageAsync(file, "a.jpg")).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        await NothingStaysAsync(user, file);
    }

    private static TestCaseData Case(string name, string type, byte[] file) => new TestCaseData(type, file).SetArgDisplayNames(name);

    private async Task NothingStaysAsync(TestUser user, byte[] file)
    {
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
        ServerFiles.Originals(Server).ShouldNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
    }
}
