using System.Net;
using System.Security.Cryptography;
using System.Text;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>The extensions of tus 1.0.0 that this server offers, and those that it does not.</summary>
public class TusExtensionTests() : ServerFixture
{
    private TestUser user = null!;
    private byte[] picture = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => user = await Server.SignUpAsync();

    [SetUp]
    public void MakePicture() => picture = Padded.Jpeg(20_000);

    [Test]
    public async Task Creation_answers_where_the_upload_is_and_when_it_expires()
    {
        var created = await user.Http.CreateTusAsync(picture.Length);

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location!.ToString().ShouldMatch("^/v1/uploads/[A-Za-z0-9_-]{21}$");
        created.One("Upload-Expires")!.ShouldEndWith(" GMT");
        created.Offset().ShouldBeNull();
        (await created.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task Patch_tells_when_the_upload_expires()
    {
        var url = await user.Http.BeginTusAsync(picture.Length);

        var patched = await user.Http.PatchTusAsync(url, 0, picture[..100]);

        DateTimeOffset.ParseExact(patched.One("Upload-Expires")!, "R", null).ShouldBe(Server.Clock.GetUtcNow().AddDays(1), TimeSpan.FromMinutes(5));
    }

    [TestCase("-1", 400)]
    [TestCase("1e3", 400)]
    [TestCase(null, 400)]
    [TestCase("0", 422)]
    [TestCase("52428801", 413)]
    [TestCase("99999999999", 413)]
    public async Task A_length_that_cannot_be_is_refused(string? length, int status)
    {
        (string, string)[] headers = length is null ? [] : [("Upload-Length", length)];

        var refused = await user.Http.SendTusAsync(
            HttpMethod.Post, TusRequests.Uploads, null, [TusRequests.Version, ("Upload-Metadata", TusRequests.Metadata(("filetype", "image/png"))), .. headers]);

        refused.StatusCode.ShouldBe((HttpStatusCode)status);
        (await refused.BodyAsync((HttpStatusCode)status)).GetProperty("success").GetBoolean().ShouldBeFalse();
    }

    [Test]
    public async Task Metadata_comes_back_as_it_was_sent()
    {
        const string Metadata = "filename cGhvdG8uanBn,filetype aW1hZ2UvanBlZw==,is_confidential,note ";
        var created = await user.Http.SendTusAsync(
            HttpMethod.Post, TusRequests.Uploads, null, TusRequests.Version, ("Upload-Length", "10"), ("Upload-Metadata", Metadata));

        var head = await user.Http.HeadTusAsync(created.Headers.Location!.ToString());

        head.One("Upload-Metadata").ShouldBe(Metadata.Trim());
    }

    [TestCase("filetype !!!")]
    [TestCase("filetype aW1hZ2UvcG5n,filetype aW1hZ2UvcG5n")]
    [TestCase("filetype aW1hZ2UvcG5n,,name YQ==")]
    [TestCase("filetype aW1hZ2UvcG5n extra")]
    public async Task Metadata_that_is_none_is_refused(string metadata)
    {
        var refused = await user.Http.SendTusAsync(
            HttpMethod.Post, TusRequests.Uploads, null, TusRequests.Version, ("Upload-Length", "10"), ("Upload-Metadata", metadata));

        (await refused.CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("BAD_REQUEST");
    }

    [TestCase("filename", "notes.txt")]
    [TestCase("filetype", "text/plain")]
    [TestCase("resourceType", "document")]
    public async Task An_upload_of_no_known_kind_is_refused(string name, string value)
    {
        var refused = await (await user.Http.CreateTusAsync(10, (name, value))).BodyAsync(HttpStatusCode.UnprocessableEntity);

        refused.GetProperty("meta").GetProperty("fields").TryGetProperty("resourceType", out _).ShouldBeTrue();
    }

    [Test]
    public async Task Fields_that_the_kind_would_refuse_are_refused_before_anything_is_sent()
    {
        var refused = await (await user.Http.CreateTusAsync(10, ("filetype", "image/png"), ("isPublic", "perhaps"))).BodyAsync(HttpStatusCode.UnprocessableEntity);

        refused.GetProperty("meta").GetProperty("fields").TryGetProperty("isPublic", out _).ShouldBeTrue();
    }

    [Test]
    public async Task The_first_bytes_may_come_with_the_creation()
    {
        var created = await CreateWithAsync(picture.Length, picture[..5000]);

        (created.StatusCode, created.Offset()).ShouldBe((HttpStatusCode.Created, 5000L));
        var last = await user.Http.PatchTusAsync(created.Headers.Location!.ToString(), 5000, picture[5000..]);
        (await user.Http.GetByteArrayAsync((await user.Http.GetImageAsync(last.One("X-Picora-Resource-Id")!)).PathOf("url"))).Length.ShouldBePositive();
    }

    [Test]
    public async Task The_whole_file_may_come_with_the_creation()
    {
        var created = await CreateWithAsync(picture.Length, picture);

        (created.StatusCode, created.Offset()).ShouldBe((HttpStatusCode.Created, (long)picture.Length));
        (await user.Http.GetImageAsync(created.One("X-Picora-Resource-Id")!)).GetProperty("sizeBytes").GetInt64().ShouldBe(picture.Length);
        (await user.Http.TusOffsetAsync(created.Headers.Location!.ToString())).ShouldBeNull();
    }

    [Test]
    public async Task A_creation_whose_bytes_are_refused_leaves_nothing()
    {
        var held = await user.Http.StorageHeldAsync();

        (await CreateWithAsync(10, new byte[11])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await CreateWithAsync(10, new byte[10])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await CreateWithAsync(10, new byte[5], ("Upload-Checksum", $"sha1 {Convert.ToBase64String(new byte[20])}"))).StatusCode.ShouldBe((HttpStatusCode)460);
        (await user.Http.SendTusAsync(HttpMethod.Post, TusRequests.Uploads, new StringContent("text"), TusRequests.Version, ("Upload-Length", "10"))).StatusCode
            .ShouldBe(HttpStatusCode.UnsupportedMediaType);

        (await user.Http.StorageHeldAsync()).ShouldBe(held);
    }

    [TestCase("sha1")]
    [TestCase("sha256")]
    public async Task A_checksum_that_fits_passes_and_one_that_does_not_changes_nothing(string algorithm)
    {
        var url = await user.Http.BeginTusAsync(picture.Length);
        await user.Http.PatchTusAsync(url, 0, picture[..5000]);

        var wrong = await user.Http.PatchTusAsync(url, 5000, picture[5000..9000], ("Upload-Checksum", Checksum(algorithm, picture[5000..9001])));
        (await wrong.CodeAsync((HttpStatusCode)460)).ShouldBe("UPLOAD_CHECKSUM_MISMATCH");
        (await user.Http.TusOffsetAsync(url)).ShouldBe(5000);

        var right = await user.Http.PatchTusAsync(url, 5000, picture[5000..9000], ("Upload-Checksum", Checksum(algorithm, picture[5000..9000])));
        (right.StatusCode, right.Offset()).ShouldBe((HttpStatusCode.NoContent, 9000L));
        var last = await user.Http.PatchTusAsync(url, 9000, picture[9000..], ("Upload-Checksum", Checksum(algorithm, picture[9000..])));
        (await user.Http.ServedHashAsync(last)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(picture)));
    }

    [TestCase("md5 1B2M2Y8AsgTpgAmY7PhCfg==")]
    [TestCase("SHA1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=")]
    [TestCase("sha1 short")]
    [TestCase("sha256 2jmj7l5rSw0yVb/vlWAYkK/YBwk=")]
    [TestCase("sha1")]
    public async Task A_checksum_that_is_not_understood_is_refused(string checksum)
    {
        var url = await user.Http.BeginTusAsync(picture.Length);

        (await (await user.Http.PatchTusAsync(url, 0, picture, ("Upload-Checksum", checksum))).CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("BAD_REQUEST");
        (await user.Http.TusOffsetAsync(url)).ShouldBe(0);
    }

    [Test]
    public async Task Terminating_gives_the_hold_back_and_removes_the_bytes()
    {
        var held = await user.Http.StorageHeldAsync();
        var url = await user.Http.BeginTusAsync(picture.Length);
        await user.Http.PatchTusAsync(url, 0, picture[..5000]);
        (await user.Http.StorageHeldAsync()).ShouldBe(held + picture.Length);

        var deleted = await user.Http.DeleteTusAsync(url);

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await user.Http.StorageHeldAsync()).ShouldBe(held);
        (await user.Http.TusOffsetAsync(url)).ShouldBeNull();
        (await user.Http.PatchTusAsync(url, 5000, picture[5000..])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.DeleteTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("Upload-Concat", "partial")]
    [TestCase("Upload-Concat", "final;/v1/uploads/a /v1/uploads/b")]
    [TestCase("Upload-Defer-Length", "1")]
    public async Task What_is_not_offered_is_refused(string header, string value)
    {
        var held = await user.Http.StorageHeldAsync();

        var refused = await user.Http.SendTusAsync(
            HttpMethod.Post, TusRequests.Uploads, null, TusRequests.Version, ("Upload-Length", "10"), (header, value),
            ("Upload-Metadata", TusRequests.Metadata(("filetype", "image/png"))));

        (await refused.CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("BAD_REQUEST");
        (await user.Http.StorageHeldAsync()).ShouldBe(held);
    }

    private static string Checksum(string algorithm, byte[] bytes) =>
        $"{algorithm} {Convert.ToBase64String(CryptographicOperations.HashData(new HashAlgorithmName(algorithm.ToUpperInvariant()), bytes))}";

    private Task<HttpResponseMessage> CreateWithAsync(long length, byte[] bytes, params (string, string)[] headers)
    {
        var content = new ByteArrayContent(bytes);
        return user.Http.SendTusAsync(
            HttpMethod.Post, TusRequests.Uploads, content, [TusRequests.Version, ("Upload-Length", $"{length}"), ("Content-Type", TusRequests.BytesType),
                ("Upload-Metadata", TusRequests.Metadata(("filetype", "image/jpeg"), ("isPublic", "false"))), .. headers]);
    }
}
