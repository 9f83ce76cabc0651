using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>The core protocol of tus 1.0.0; <c>docs/api/tus.md</c> says which requirement each test is for.</summary>
public class TusCoreTests() : ServerFixture
{
    private static readonly (string, string) Other = ("Tus-Resumable", "0.2.2");

    private TestUser user = null!;
    private byte[] picture = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => user = await Server.SignUpAsync();

    [SetUp]
    public void MakePicture() => picture = Padded.Jpeg(20_000);

    [Test]
    public async Task Head_tells_the_offset_even_when_it_is_0()
    {
        var url = await user.Http.BeginTusAsync(picture.Length);

        var head = await user.Http.HeadTusAsync(url);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.One("Upload-Offset").ShouldBe("0");
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task Head_and_get_tell_the_length_and_when_the_upload_expires()
    {
        var url = await user.Http.BeginTusAsync(picture.Length);
        foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get })
        {
            var answer = await user.Http.SendTusAsync(method, url, null, TusRequests.Version);

            answer.One("Upload-Length").ShouldBe($"{picture.Length}");
            DateTimeOffset.ParseExact(answer.One("Upload-Expires")!, "R", null)
                .ShouldBe(Server.Clock.GetUtcNow().AddDays(1), TimeSpan.FromMinutes(5));
        }
    }

    [Test]
    public async Task Head_must_not_be_cached()
    {
        var url = await user.Http.BeginTusAsync(picture.Length);

        (await user.Http.HeadTusAsync(url)).Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Test]
    public async Task What_is_not_there_has_no_offset()
    {
        var head = await user.Http.HeadTusAsync($"{TusRequests.Uploads}/AAAAAAAAAAAAAAAAAAAAA");

        head.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        head.Offset().ShouldBeNull();
    }

    [Test]
    public async Task What_is_finished_is_found_no_more()
    {
        var url = await user.Http.BeginTusAsync(picture.Length);
        await user.Http.PatchTusAsync(url, 0, picture);

        (await user.Http.TusOffsetAsync(url)).ShouldBeNull();
        (await (await user.Http.PatchTusAsync(url, picture.Length, [])).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
        (await user.Http.DeleteTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Patch_adds_bytes_at_the_offset_and_answers_where_the_upload_stands()
    {
        var url = await user.Http.BeginTusAsync(picture.Length);

        var first = await user.Http.PatchTusAsync(url, 0, picture[..7000]);
        var second = await user.Http.PatchTusAsync(url, 7000, picture[7000..8000]);

        (first.StatusCode, first.Offset()).ShouldBe((HttpStatusCode.NoContent, 7000L));
        (second.StatusCode, second.Offset()).ShouldBe((HttpStatusCode.NoContent, 8000L));
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        (await user.Http.TusOffsetAsync(url)).ShouldBe(8000);
        first.One("X-Picora-Resource-Id").ShouldBeNull();
    }

    [Test]
    public async Task The_last_byte_makes_it_a_picture()
    {
        var url = await user.Http.BeginTusAsync(picture.Length, ("filename", "küste.jpg"), ("resourceType", "image"), ("title", "Küste"), ("tags", """["sea"]"""), ("isPublic", "false"));
        await user.Http.PatchTusAsync(url, 0, picture[..9999]);

        var last = await user.Http.PatchTusAsync(url, 9999, picture[9999..]);

        (last.StatusCode, last.Offset()).ShouldBe((HttpStatusCode.NoContent, (long)picture.Length));
        last.One("X-Picora-Resource-Type").ShouldBe("image");
        last.One("X-Picora-Duplicate").ShouldBeNull();
        last.One("Upload-Expires").ShouldBeNull();
        var image = await user.Http.GetImageAsync(last.One("X-Picora-Resource-Id")!);
        (image.Text("filename"), image.Text("title"), image.GetProperty("isPublic").GetBoolean(), image.GetProperty("tags")[0].GetString())
            .ShouldBe(("küste.jpg", "Küste", false, "sea"));
        last.One("X-Picora-Resource-Url").ShouldBe(image.Text("url"));
        (await user.Http.GetByteArrayAsync(image.PathOf("url"))).ShouldBe(picture);
    }

    [TestCase("application/octet-stream")]
    [TestCase("application/json")]
    [TestCase(null)]
    public async Task Patch_takes_its_own_type_only(string? type)
    {
        var url = await user.Http.BeginTusAsync(picture.Length);
        (string, string)[] headers = type is null ? [] : [("Content-Type", type)];

        var refused = await user.Http.SendTusAsync(HttpMethod.Patch, url, new ByteArrayContent(picture), [TusRequests.Version, ("Upload-Offset", "0"), .. headers]);

        (await refused.CodeAsync(HttpStatusCode.UnsupportedMediaType)).ShouldBe("UNSUPPORTED_MEDIA_TYPE");
        (await user.Http.TusOffsetAsync(url)).ShouldBe(0);
    }

    [TestCase(0)]
    [TestCase(4999)]
    [TestCase(5001)]
    [TestCase(20_000)]
    public async Task Another_offset_conflicts_and_changes_nothing(long offset)
    {
        var url = await user.Http.BeginTusAsync(picture.Length);
        await user.Http.PatchTusAsync(url, 0, picture[..5000]);

        var refused = await (await user.Http.PatchTusAsync(url, offset, picture[..10])).BodyAsync(HttpStatusCode.Conflict);

        (refused.Text("code"), refused.GetProperty("meta").GetProperty("offset").GetInt64()).ShouldBe(("UPLOAD_OFFSET_MISMATCH", 5000));
        (await user.Http.TusOffsetAsync(url)).ShouldBe(5000);
    }

    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("ten")]
    [TestCase("")]
    [TestCase(null)]
    [TestCase("99999999999999999999")]
    public async Task An_offset_is_a_number_that_is_not_negative(string? offset)
    {
        var url = await user.Http.BeginTusAsync(picture.Length);
        (string, string)[] headers = offset is null ? [] : [("Upload-Offset", offset)];

        var refused = await user.Http.SendTusAsync(
            HttpMethod.Patch, url, new ByteArrayContent(picture), [TusRequests.Version, ("Content-Type", TusRequests.BytesType), .. headers]);

        (await refused.CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("BAD_REQUEST");
        (await user.Http.TusOffsetAsync(url)).ShouldBe(0);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task More_than_was_announced_is_refused_and_changes_nothing(bool announced)
    {
        var url = await user.Http.BeginTusAsync(picture.Length);
        await user.Http.PatchTusAsync(url, 0, picture[..5000]);
        HttpContent rest = announced ? new ByteArrayContent([.. picture[5000..], 1]) : new Unannounced([.. picture[5000..], 1]);

        var refused = await (await user.Http.PatchTusAsync(url, 5000, rest)).BodyAsync(HttpStatusCode.RequestEntityTooLarge);

        (refused.Text("code"), refused.GetProperty("meta").GetProperty("maxBytes").GetInt64()).ShouldBe(("PAYLOAD_TOO_LARGE", picture.Length));
        (await user.Http.TusOffsetAsync(url)).ShouldBe(5000);
        (await user.Http.PatchTusAsync(url, 5000, picture[5000..])).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task A_body_that_does_not_say_how_long_it_is_is_taken()
    {
        var url = await user.Http.BeginTusAsync(picture.Length);

        var last = await user.Http.PatchTusAsync(url, 0, new Unannounced(picture));

        (last.StatusCode, last.Offset()).ShouldBe((HttpStatusCode.NoContent, (long)picture.Length));
        (await user.Http.GetImageAsync(last.One("X-Picora-Resource-Id")!)).GetProperty("sizeBytes").GetInt64().ShouldBe(picture.Length);
    }

    [Test]
    public async Task Patching_what_is_not_there_is_not_found() =>
        (await (await user.Http.PatchTusAsync($"{TusRequests.Uploads}/AAAAAAAAAAAAAAAAAAAAA", 0, picture)).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");

    [Test]
    public async Task An_unknown_version_is_refused_with_the_known_one_and_nothing_is_done()
    {
        var url = await user.Http.BeginTusAsync(picture.Length);
        var held = await user.Http.StorageHeldAsync();
        foreach (var version in new (string, string)[][] { [Other], [] })
        {
            var answers = new[]
            {
                await user.Http.SendTusAsync(HttpMethod.Post, TusRequests.Uploads, null, [.. version, ("Upload-Length", "10"), ("Upload-Metadata", TusRequests.Metadata(("filetype", "image/png")))]),
                await user.Http.SendTusAsync(HttpMethod.Head, url, null, version),
                await user.Http.SendTusAsync(HttpMethod.Get, url, null, version),
                await user.Http.SendTusAsync(HttpMethod.Patch, url, new ByteArrayContent(picture), [.. version, ("Upload-Offset", "0"), ("Content-Type", TusRequests.BytesType)]),
                await user.Http.SendTusAsync(HttpMethod.Delete, url, null, version),
            };

            answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed && answer.One("Tus-Version") == "1.0.0");
        }

        (await user.Http.TusOffsetAsync(url)).ShouldBe(0);
        (await user.Http.StorageHeldAsync()).ShouldBe(held);
    }

    [Test]
    public async Task Every_answer_names_the_version()
    {
        var nobody = Server.CreateClient();
        var url = await user.Http.BeginTusAsync(picture.Length);
        var answers = new[]
        {
            await user.Http.HeadTusAsync(url),
            await user.Http.PatchTusAsync(url, 1, picture),
            await user.Http.PatchTusAsync(url, 0, picture[..1]),
            await user.Http.SendTusAsync(HttpMethod.Put, url, null, TusRequests.Version),
            await nobody.CreateTusAsync(10),
            await nobody.HeadTusAsync(url),
            await user.Http.CreateTusAsync(0),
            await user.Http.DeleteTusAsync($"{url}x"),
        };

        answers.Select(answer => answer.One("Tus-Resumable")).ShouldAllBe(version => version == "1.0.0");
    }

    [TestCase("PATCH", "HEAD")]
    [TestCase("PATCH", "POST")]
    [TestCase("DELETE", "GET")]
    public async Task The_header_names_the_method_whatever_the_method_is(string meant, string sent)
    {
        var url = await user.Http.BeginTusAsync(picture.Length);

        // A HEAD or GET with a body is no request that this client sends.
        var content = sent == "POST" ? new ByteArrayContent(picture[..100]) : null;
        (string, string)[] headers = content is null ? [("Upload-Offset", "0")] : [("Upload-Offset", "0"), ("Content-Type", TusRequests.BytesType)];
        var answer = await user.Http.SendTusAsync(new HttpMethod(sent), url, content, [TusRequests.Version, ("X-HTTP-Method-Override", meant), .. headers]);

        var expected = (meant, sent) switch
        {
            ("PATCH", "HEAD") => HttpStatusCode.UnsupportedMediaType,
            _ => HttpStatusCode.NoContent,
        };
        answer.StatusCode.ShouldBe(expected);
        (await user.Http.TusOffsetAsync(url)).ShouldBe(meant == "DELETE" ? null : content is null ? 0 : 100);
    }

    [TestCase("1.0.0")]
    [TestCase("0.2.2")]
    [TestCase(null)]
    public async Task Options_tell_what_is_spoken_whatever_version_is_asked_for(string? version)
    {
        (string, string)[] headers = version is null ? [] : [("Tus-Resumable", version)];

        var answer = await Server.CreateClient().SendTusAsync(HttpMethod.Options, TusRequests.Uploads, null, headers);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.One("Tus-Version").ShouldBe("1.0.0");
        answer.One("Tus-Extension")!.Split(',').ShouldBe(["creation", "creation-with-upload", "termination", "expiration", "checksum"], ignoreOrder: true);
        long.Parse(answer.One("Tus-Max-Size")!, null).ShouldBeGreaterThan(0);
        answer.One("Tus-Checksum-Algorithm")!.Split(',').ShouldBe(["sha1", "sha256"], ignoreOrder: true);
    }

    [Test]
    public async Task Options_tell_a_caller_what_its_plan_allows() =>
        (await user.Http.SendTusAsync(HttpMethod.Options, TusRequests.Uploads, null)).One("Tus-Max-Size").ShouldBe($"{50 * 1024 * 1024}");

    [Test]
    public async Task A_preflight_is_answered_as_one()
    {
        var answer = await Server.CreateClient().SendTusAsync(
            HttpMethod.Options, TusRequests.Uploads, null, ("Origin", "https://elsewhere.example"), ("Access-Control-Request-Method", "PATCH"),
            ("Access-Control-Request-Headers", "tus-resumable,upload-offset,upload-checksum,upload-metadata,x-http-method-override"));

        answer.One("Access-Control-Allow-Origin").ShouldBe("*");
        answer.One("Access-Control-Allow-Headers")!.ShouldContain("X-HTTP-Method-Override");
        answer.One("Tus-Version").ShouldBeNull();
    }

    /// <summary>Bytes whose number the request does not tell.</summary>
    private sealed class Unannounced(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
