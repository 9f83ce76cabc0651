using System.Net;
using System.Net.Http.Headers;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>One public picture with metadata, so that every byte goes out through a layout, and everything that may be asked of it.</summary>
public class DeliveryTests() : ServerFixture
{
    private byte[] whole = [];
    private string path = string.Empty;

    private static readonly HashSet<string> Volatile = new(["Date", "x-request-id"], StringComparer.OrdinalIgnoreCase);

    private HttpClient Anyone => Server.CreateClient();

    [OneTimeSetUp]
    public async Task UploadAsync()
    {
        var user = await Server.SignUpAsync();
        path = (await user.Http.UploadAsync(Pictures.Jpeg(300, 200, new PictureMetadata(Orientation: 6, Gps: true, Xmp: true)))).PathOf("url");
        whole = await Anyone.GetByteArrayAsync(path);
    }

    [Test]
    public async Task The_answer_is_cached_for_good_and_never_run()
    {
        var response = await Anyone.GetAsync(path);

        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Headers.ETag!.IsWeak.ShouldBeFalse();
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        response.Headers.GetValues("Cross-Origin-Resource-Policy").Single().ShouldBe("cross-origin");
        response.Headers.AcceptRanges.ShouldBe(["bytes"]);
        response.Content.Headers.ContentType!.ToString().ShouldBe("image/jpeg");
        response.Content.Headers.ContentDisposition!.ToString().ShouldStartWith("inline; filename=");
        response.Content.Headers.LastModified.ShouldNotBeNull();
        response.Content.Headers.ContentLength.ShouldBe(whole.Length);
    }

    [TestCase("bytes=0-0", 206, "0-0")]
    [TestCase("bytes=0-99", 206, "0-99")]
    [TestCase("bytes=1000-1999", 206, "1000-1999")]
    [TestCase("bytes=-100", 206, "-100")]
    [TestCase("bytes=500-", 206, "500-")]
    [TestCase("bytes=100-99999999", 206, "100-")]
    [TestCase("bytes=-99999999", 206, "0-")]
    [TestCase("bytes=99999999-", 416, null)]
    [TestCase("bytes=-0", 416, null)]
    [TestCase("bytes=0-9,20-29", 200, "0-")]
    [TestCase("bytes=abc", 200, "0-")]
    [TestCase("bytes=9-1", 200, "0-")]
    [TestCase("chairs=0-9", 200, "0-")]
    public async Task Ranges_are_cut_to_the_byte(string range, int status, string? expected)
    {
        var response = await GetAsync(("Range", range));

        ((int)response.StatusCode).ShouldBe(status);
        var body = await response.Content.ReadAsByteArrayAsync();
        if (expected is null)
        {
            response.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes */{whole.Length}");
            body.ShouldBeEmpty();
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
            return;
        }

        var cut = expected.Split('-');
        var first = cut[0].Length == 0 ? whole.Length - int.Parse(cut[1], null) : int.Parse(cut[0], null);
        var last = cut[0].Length == 0 || cut[1].Length == 0 ? whole.Length - 1 : int.Parse(cut[1], null);
        body.ShouldBe(whole[first..(last + 1)]);
        response.Content.Headers.ContentRange?.ToString().ShouldBe(status == 206 ? $"bytes {first}-{last}/{whole.Length}" : null);
    }

    [Test]
    public async Task Every_way_to_cut_the_file_in_two_gives_the_file()
    {
        for (var at = 1; at < whole.Length; at += whole.Length / 40)
        {
            var first = await (await GetAsync(("Range", $"bytes=0-{at - 1}"))).Content.ReadAsByteArrayAsync();
            var rest = await (await GetAsync(("Range", $"bytes={at}-"))).Content.ReadAsByteArrayAsync();
            ((byte[])[.. first, .. rest]).ShouldBe(whole);
        }
    }

    [Test]
    public async Task If_range_asks_for_the_whole_when_it_is_stale()
    {
        var etag = (await Anyone.GetAsync(path)).Headers.ETag!.ToString();
        (await GetAsync(("Range", "bytes=0-9"), ("If-Range", etag))).StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await GetAsync(("Range", "bytes=0-9"), ("If-Range", "\"stale\""))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(("Range", "bytes=0-9"), ("If-Range", "W/" + etag))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(("Range", "bytes=0-9"), ("If-Range", "Thu, 01 Jan 1970 00:00:00 GMT"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("$", 304)]
    [TestCase("\"other\", $", 304)]
    [TestCase("W/$", 304)]
    [TestCase("\"a\",W/\"b\" , W/$", 304)]
    [TestCase("*", 304)]
    [TestCase("\"other\"", 200)]
    [TestCase("W/\"other\"", 200)]
    [TestCase("nonsense", 200)]
    public async Task A_known_etag_spares_the_bytes(string known, int status)
    {
        var etag = (await Anyone.GetAsync(path)).Headers.ETag!.ToString();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var response = await SendAsync(method, ("If-None-Match", known.Replace("$", etag, StringComparison.Ordinal)));

            ((int)response.StatusCode).ShouldBe(status);
            response.Headers.ETag!.ToString().ShouldBe(etag);
            response.Headers.CacheControl!.ToString().ShouldContain("immutable");
            (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBe(status == 304 || method == HttpMethod.Head ? 0 : whole.Length);
        }
    }

    [TestCase("If-Match", "$", 200)]
    [TestCase("If-Match", "*", 200)]
    [TestCase("If-Match", "W/$", 412)]
    [TestCase("If-Match", "\"other\"", 412)]
    [TestCase("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", 200)]
    [TestCase("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT", 304)]
    [TestCase("If-Modified-Since", "some day", 200)]
    [TestCase("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", 412)]
    [TestCase("If-Unmodified-Since", "Fri, 01 Jan 2100 00:00:00 GMT", 200)]
    public async Task Other_conditions_hold_as_well(string header, string value, int status)
    {
        var etag = (await Anyone.GetAsync(path)).Headers.ETag!.ToString();
        var response = await GetAsync((header, value.Replace("$", etag, StringComparison.Ordinal)));
        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.CacheControl!.NoStore.ShouldBe(status == 412);
    }

    [Test]
    public async Task A_file_is_saved_where_that_is_asked_for()
    {
        foreach (var query in new[] { "?download", "?download=1", "?download=" })
        {
            var saved = await Anyone.GetAsync(path + query);
            saved.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            saved.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("photo.jpg");
            (await saved.Content.ReadAsByteArrayAsync()).ShouldBe(whole);
        }
    }

    [Test]
    public async Task A_picture_that_is_deleted_meanwhile_is_there_or_not_found()
    {
        var user = await Server.SignUpAsync();
        for (var round = 0; round < 10; round++)
        {
            var image = await user.Http.UploadAsync(Pictures.Png(5, 5 + round));
            var reads = Enumerable.Range(0, 24).Select(_ => Anyone.GetAsync(image.PathOf("url"))).ToList();
            var deletion = user.Http.DeleteAsync($"/v1/images/{image.Text("id")}");
            foreach (var response in await Task.WhenAll(reads.Concat(Enumerable.Range(0, 24).Select(_ => Anyone.GetAsync(image.PathOf("url"))))))
            {
                ((int)response.StatusCode).ShouldBeOneOf(200, 404);
            }

            (await deletion).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task Head_tells_what_get_would()
    {
        foreach (var range in new[] { "", "bytes=10-19", "bytes=99999999-" })
        {
            var (get, head) = (await SendAsync(HttpMethod.Get, ("Range", range)), await SendAsync(HttpMethod.Head, ("Range", range)));
            head.StatusCode.ShouldBe(get.StatusCode);
            Told(head).ShouldBe(Told(get));
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }

        (await Anyone.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/media/00000000000.jpg"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("/media/$.png")]
    [TestCase("/media/$.jpeg")]
    [TestCase("/media/$.JPG")]
    [TestCase("/media/$.jpg.html")]
    [TestCase("/media/$")]
    [TestCase("/media/$/original.webp")]
    [TestCase("/media/$/..%2F..%2Fpicora.webp")]
    [TestCase("/media/00000000000.jpg")]
    [TestCase("/media/..%2F..%2Fpicora.db")]
    public async Task Any_other_address_is_404(string route)
    {
        var id = Path.GetFileNameWithoutExtension(path);
        var response = await Anyone.GetAsync(route.Replace("$", id, StringComparison.Ordinal));
        (await response.CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [TestCase("plain.jpg", "plain.jpg")]
    [TestCase("with \"quotes\" and ;.jpg", "with \"quotes\" and ;.jpg")]
    [TestCase("shell.php", "shell.php")]
    [TestCase("a.aspx.jpg", "a.aspx.jpg")]
    [TestCase("..%2F..%5Cetc", "..%2F..%5Cetc")]
    [TestCase("../../../.htaccess", ".htaccess")]
    [TestCase("C:\\temp\\evil.jpg", "evil.jpg")]
    [TestCase("cod\u202egpj.exe", "codgpj.exe")]
    [TestCase("trailing...", "trailing")]
    [TestCase("风景 🏞.jpg", "风景 🏞.jpg")]
    public async Task A_hostile_name_is_shown_and_never_obeyed(string sent, string shown)
    {
        var user = await Server.SignUpAsync();
        var body = new ByteArrayContent(
            [
                .. "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\""u8,
                .. System.Text.Encoding.UTF8.GetBytes(sent.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)),
                .. "\"\r\n\r\n"u8, .. Pictures.Png(4, 4), .. "\r\n--X--\r\n"u8,
            ]);
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=X");
        var image = await (await user.Http.PostAsync("/v1/images", body)).DataAsync(HttpStatusCode.Created);

        image.Text("filename").ShouldBe(shown);
        var disposition = (await Anyone.GetAsync(image.PathOf("url"))).Content.Headers.GetValues("Content-Disposition").Single();
        disposition.ShouldAllBe(letter => letter >= ' ' && letter < 127);
        ContentDispositionHeaderValue.Parse(disposition).FileNameStar.ShouldBe(shown);
        ContentDispositionHeaderValue.Parse(disposition).DispositionType.ShouldBe("inline");
        image.PathOf("url").ShouldMatch("^/media/[A-Za-z0-9_-]{11}\\.png$");
    }

    [Test]
    public async Task A_name_of_ten_kilobytes_is_cut()
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Png(4, 4), new string('n', 10_000) + ".png");
        image.Text("filename").Length.ShouldBe(255);
        image.Text("filename").ShouldEndWith(".png");
    }

    private static string Told(HttpResponseMessage response) => string.Join('\n', response.Headers.Concat(response.Content.Headers)
        .Where(header => !Volatile.Contains(header.Key)).OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));

    private Task<HttpResponseMessage> GetAsync(params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, headers);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Anyone.SendAsync(request);
    }
}
