using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Api.FunctionalTests.Uploads;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Storage;

/// <summary>The product with its objects in a bucket: nothing but configuration is different.</summary>
[Category(TestCategories.OneEngine)]
public class S3ServerTests
{
    private TestStore store = null!;
    private PicoraServer server = null!;
    private TestUser administrator = null!;
    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Assume.That(TestStore.Missing(TestStore.S3), Is.Null);
        store = await TestStore.CreateAsync(TestStore.S3);
        server = await PicoraServer.StartAsync(
            [.. store.Settings, "--Picora:Storage:S3:PartBytes=5242880", .. VideoRequests.QuickSettings, "--Picora:Imaging:Workers=1", "--Picora:Uploads:Sessions:CheckpointBytes=4194304"]);
        administrator = await server.SignUpAsync();
        user = await server.SignUpAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [Test]
    public async Task A_picture_is_stored_rendered_delivered_in_ranges_and_deleted()
    {
        var picture = Padded.Jpeg(700_000);
        var image = await user.Http.WaitForProcessingAsync((await user.Http.UploadAsync(picture, "a.jpg", ("isPublic", "false"))).Text("id"));

        image.Text("processing").ShouldBe("ready");
        (await store.ContentsAsync(server)).Count(name => name.Contains(image.Text("id"), StringComparison.Ordinal)).ShouldBe(2);
        foreach (var (from, to) in ((int, int)[])[(0, 99), (300_000, 300_099), (699_900, 699_999)])
        {
            var part = await RangeAsync(image.PathOf("url"), from, to);
            part.ShouldBe(picture[from..(to + 1)]);
        }

        Hash(await user.Http.GetByteArrayAsync(image.PathOf("url"))).ShouldBe(Hash(picture));
        (await user.Http.GetAsync(image.PathOf("thumbnailUrl"))).Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        (await user.Http.GetAsync($"{image.PathOf("url")}?w=30&fmt=png")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Poll.UntilAsync(
            async () => !(await store.ContentsAsync(server)).Any(name => name.Contains(image.Text("id"), StringComparison.Ordinal)),
            "its renditions to be gone");
    }

    [Test]
    public async Task What_two_have_uploaded_and_one_deletes_the_other_still_has()
    {
        var (picture, other) = (Padded.Jpeg(9_000), await server.SignUpAsync());
        var mine = await user.Http.UploadAsync(picture, "a.jpg", ("isPublic", "false"));
        var theirs = await other.Http.UploadAsync(picture, "a.jpg", ("isPublic", "false"));

        (await user.Http.DeleteAsync($"/v1/images/{mine.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        Hash(await other.Http.GetByteArrayAsync(theirs.PathOf("url"))).ShouldBe(Hash(picture));
    }

    [Test]
    public async Task An_upload_by_tus_goes_on_where_it_was_cut_on_another_node()
    {
        var picture = Padded.Jpeg(12_000_000);
        var key = await user.CreateKeyAsync();
        var path = await key.Http.BeginTusAsync(picture.Length);
        await using (var connection = await RawConnection.OpenAsync(server.Url))
        {
            await connection.SendAsync(
                $"PATCH {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key.Secret}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                + $"Content-Type: {TusRequests.BytesType}\r\nContent-Length: {picture.Length}\r\n\r\n");
            await connection.SendAsync(picture.AsMemory(0, 7_000_000));
        }

        var other = server.CreateClient(key.Secret, await server.AddNodeAsync());
        var offset = 0;
        await Poll.UntilAsync(
            async () =>
            {
                using var head = await other.HeadTusAsync(path);
                offset = (int)head.Offset().ShouldNotBeNull($"{(int)head.StatusCode} {path}");
                using var some = await other.PatchTusAsync(path, offset, picture[offset..(offset + 400_000)]);
                return some.StatusCode == HttpStatusCode.NoContent;
            },
            "the broken request to end");
        offset.ShouldBeInRange(1, 7_000_000);
        using var last = await key.Http.PatchTusAsync(path, offset + 400_000, picture[(offset + 400_000)..]);

        (await user.Http.ServedHashAsync(last)).ShouldBe(Hash(picture));
        (await store.ContentsAsync(server)).ShouldNotContain(name => name.StartsWith(".unfinished", StringComparison.Ordinal) || name.Contains("uploadId", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_file_goes_straight_to_the_store_and_is_looked_at_when_it_is_finalized()
    {
        var (picture, client) = (Padded.Jpeg(300_000), new HttpClient());
        var upload = await PresignAsync(user, picture.Length, Hash(picture));
        var address = new Uri(upload.Text("uploadUrl"));

        address.Authority.ShouldNotBe(new Uri(server.Url).Authority);
        (await FinalizeAsync(user, upload)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await client.PutAsync(address, new ByteArrayContent(picture[1..]))).IsSuccessStatusCode.ShouldBeFalse("another length was signed");
        (await client.PutAsync(address, new ByteArrayContent(Padded.Jpeg(picture.Length)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await FinalizeAsync(user, upload)).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("UPLOAD_HASH_MISMATCH");
        (await client.PutAsync(address, new ByteArrayContent(picture))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var item = await (await FinalizeAsync(user, upload)).DataAsync(HttpStatusCode.Created);

        (await client.PutAsync(new Uri(address.AbsoluteUri.Replace(".sent/", ".sent/x", StringComparison.Ordinal)), new ByteArrayContent(picture))).StatusCode
            .ShouldBe(HttpStatusCode.Forbidden, "another name was signed");

        // The address still takes a file, which nobody will ever see.
        (await client.PutAsync(address, new ByteArrayContent(Padded.Jpeg(picture.Length)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await FinalizeAsync(user, upload)).DataAsync(HttpStatusCode.Created)).GetRawText().ShouldBe(item.GetRawText());
        Hash(await user.Http.GetByteArrayAsync(item.PathOf("url"))).ShouldBe(Hash(picture));
    }

    [Test]
    public async Task A_file_that_was_sent_and_never_finalized_goes_with_what_was_held_for_it()
    {
        var ownStore = await TestStore.CreateAsync(TestStore.S3);
        await using var own = await PicoraServer.StartAsync([.. ownStore.Settings]);
        var (picture, client, person) = (Padded.Jpeg(9_000), new HttpClient(), await own.SignUpAsync());
        var upload = await PresignAsync(person, picture.Length, Hash(picture));
        var address = new Uri(upload.Text("uploadUrl"));
        (await client.PutAsync(address, new ByteArrayContent(picture))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.Http.StorageHeldAsync()).ShouldBe(picture.Length);

        own.Clock.Advance(TimeSpan.FromDays(1));
        person = await own.SignUpAsync(person.Email);
        (await person.Http.RunJobAsync("sweep-uploads")).ShouldStartWith("Took back 1 ");

        (await person.Http.StorageHeldAsync()).ShouldBe(0);
        (await ownStore.ContentsAsync(own)).ShouldBeEmpty();
        (await FinalizeAsync(person, upload)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_video_is_transcoded_and_played_from_the_bucket()
    {
        Assume.That(File.Exists("/usr/bin/ffmpeg"));
        await administrator.SetPlanAsync(user, "pro");

        var ready = await user.Http.WaitForVideoAsync(await user.Http.UploadVideoAsync(Clips.Mp4(1)));

        ready.Text("status").ShouldBe("ready");
        (await server.CreateClient().ReadPlaylistAsync(ready.TargetOf("playbackUrl"))).ShouldNotBeEmpty();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<byte[]> RangeAsync(string path, long from, long to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new RangeHeaderValue(from, to);
        using var answer = await user.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<JsonElement> PresignAsync(TestUser user, int bytes, string sha256) =>
        await (await user.Http.PostAsJsonAsync("/v1/uploads/presign", new { filename = "a.jpg", contentType = "image/jpeg", bytes, sha256, isPublic = false }))
            .DataAsync(HttpStatusCode.Created);

    private static Task<HttpResponseMessage> FinalizeAsync(TestUser user, JsonElement upload) =>
        user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") });
}
