using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Uploads;

/// <summary>Announce a file, send it with one PUT, take it over.</summary>
public class PresignTests
{
    private PicoraServer server = null!;
    private TestUser administrator = null!;
    private TestUser user = null!;
    private byte[] picture = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await PicoraServer.StartAsync("--Picora:Uploads:Sessions:PresignSeconds=120");
        administrator = await server.SignUpAsync();
        user = await server.SignUpAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [SetUp]
    public void MakePicture() => picture = Padded.Jpeg(20_000);

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_file_comes_in_by_three_steps(bool signed)
    {
        var held = await user.Http.StorageHeldAsync();
        var upload = await PresignAsync(sha256: Hash(picture));
        (await user.Http.StorageHeldAsync()).ShouldBe(held + picture.Length);

        var sent = signed ? await PutAsync(server.CreateClient(), SignedPath(upload), picture) : await PutAsync(user.Http, Path(upload), picture);
        (sent.Headers.ETag!.Tag, (await sent.DataAsync()).Text("status")).ShouldBe(($"\"{Hash(picture)}\"", "received"));
        var before = (await user.Http.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64();
        var item = await FinalizeAsync(upload, sent.Headers.ETag.Tag);

        (item.Text("type"), item.Text("title"), item.GetProperty("sizeBytes").GetInt32()).ShouldBe(("image", "Coast", picture.Length));
        (await user.Http.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64().ShouldBe(before + 1, "nobody saw it before");
        Hash(await user.Http.GetByteArrayAsync(item.PathOf("url"))).ShouldBe(Hash(picture));
        (await user.Http.StorageHeldAsync()).ShouldBe(held + picture.Length);
    }

    [Test]
    public async Task Finalizing_again_gives_the_same_answer_and_another_put_is_refused()
    {
        var upload = await PresignAsync();
        await PutAsync(user.Http, Path(upload), picture);
        var first = await FinalizeAsync(upload);

        var second = await FinalizeAsync(upload);
        var late = await PutAsync(user.Http, Path(upload), Padded.Jpeg(picture.Length));

        second.GetRawText().ShouldBe(first.GetRawText());
        (await late.CodeAsync(HttpStatusCode.Conflict)).ShouldBe("UPLOAD_FINISHED");
        Hash(await user.Http.GetByteArrayAsync(first.PathOf("url"))).ShouldBe(Hash(picture));
    }

    [Test]
    public async Task What_was_sent_before_counts_no_more_once_something_else_is_being_sent()
    {
        var upload = await PresignAsync();
        await PutAsync(user.Http, Path(upload), picture);
        var other = Padded.Jpeg(picture.Length);

        var cutting = new TaskCompletionSource();
        using var cut = new CutContent(other[..(other.Length / 2)], other.Length, cutting.Task);
        var second = server.CreateClient().PutAsync(SignedPath(upload), cut);
        // Changes nothing, and says whether the second one has begun.
        var begun = $"""UPDATE "upload_sessions" SET "Id" = "Id" WHERE "Id" = '{upload.Text("uploadId")}' AND "Hash" IS NULL""";
        await Poll.UntilAsync(async () => await server.ExecuteSqlAsync(begun) == 1, "the second PUT to begin");
        cutting.SetResult();
        await Should.ThrowAsync<HttpRequestException>(second);
        var refused = await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") });
        (await refused.CodeAsync(HttpStatusCode.Conflict)).ShouldBe("UPLOAD_NOT_RECEIVED");
        await Poll.UntilAsync(async () => (await PutAsync(user.Http, Path(upload), other)).StatusCode == HttpStatusCode.OK, "the broken PUT to end");
        Hash(await user.Http.GetByteArrayAsync((await FinalizeAsync(upload)).PathOf("url"))).ShouldBe(Hash(other));
    }

    [TestCase("audio/mpeg")]
    [TestCase("image/svg+xml")]
    public async Task What_was_taken_over_in_the_servers_last_moment_is_found_again(string contentType)
    {
        var file = contentType == "audio/mpeg"
            ? Tracks.Mp3(1)
            : Encoding.UTF8.GetBytes($"""<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>{Guid.NewGuid()}</script><rect width="5" height="5"/></svg>""");
        var asked = await user.Http.PostAsJsonAsync("/v1/uploads/presign", new { filename = "file", contentType, bytes = file.Length, isPublic = false });
        var upload = await asked.DataAsync(HttpStatusCode.Created);
        await (await PutAsync(user.Http, Path(upload), file)).DataAsync();
        var first = await FinalizeAsync(upload);

        await server.ExecuteSqlAsync($"""UPDATE "upload_sessions" SET "Outcome" = NULL WHERE "Id" = '{upload.Text("uploadId")}'""");

        (await FinalizeAsync(upload)).Text("id").ShouldBe(first.Text("id"));
    }

    [Test]
    public async Task Of_many_finalizes_at_once_one_makes_the_picture_and_the_rest_agree()
    {
        var upload = await PresignAsync();
        await PutAsync(user.Http, Path(upload), picture);
        var before = (await user.Http.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") })));

        answers.Select(answer => answer.StatusCode).Distinct().ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.Locked]);
        var id = (await FinalizeAsync(upload)).Text("id");
        foreach (var answer in answers.Where(answer => answer.StatusCode == HttpStatusCode.Created))
        {
            (await answer.DataAsync(HttpStatusCode.Created)).Text("id").ShouldBe(id);
        }

        (await user.Http.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64().ShouldBe(before + 1);
    }

    [Test]
    public async Task Another_file_than_announced_is_refused_and_the_right_one_may_still_come()
    {
        var upload = await PresignAsync(sha256: Hash(picture));

        (await (await PutAsync(user.Http, Path(upload), picture[1..])).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("UPLOAD_SIZE_MISMATCH");
        (await (await PutAsync(user.Http, Path(upload), [.. picture, 0])).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("UPLOAD_SIZE_MISMATCH");
        (await (await PutAsync(user.Http, Path(upload), Padded.Jpeg(picture.Length))).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("UPLOAD_HASH_MISMATCH");
        (await (await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") })).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("UPLOAD_NOT_RECEIVED");
        await (await PutAsync(user.Http, Path(upload), picture)).DataAsync();

        (await (await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId"), etag = new string('a', 64) }))
            .CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("UPLOAD_HASH_MISMATCH");
        await FinalizeAsync(upload);
    }

    [Test]
    public async Task Sent_again_before_it_is_finalized_the_last_one_counts()
    {
        var upload = await PresignAsync();
        await PutAsync(user.Http, Path(upload), Padded.Jpeg(picture.Length));
        await (await PutAsync(user.Http, Path(upload), picture)).DataAsync();

        Hash(await user.Http.GetByteArrayAsync((await FinalizeAsync(upload)).PathOf("url"))).ShouldBe(Hash(picture));
    }

    [Test]
    public async Task What_is_no_picture_is_refused_and_costs_nothing()
    {
        var held = await user.Http.StorageHeldAsync();
        var upload = await PresignAsync();
        await (await PutAsync(user.Http, Path(upload), new byte[picture.Length])).DataAsync();

        var refused = await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") });

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await user.Http.StorageHeldAsync()).ShouldBe(held);
        (await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("image/png", "UPLOAD_TYPE_MISMATCH")]
    [TestCase("IMAGE/WEBP; q=1", "UPLOAD_TYPE_MISMATCH")]
    [TestCase("image/jpg", null)]
    [TestCase("image/unheard-of", null)]
    public async Task Another_type_than_announced_is_refused_and_costs_nothing(string contentType, string? code)
    {
        var held = await user.Http.StorageHeldAsync();
        var upload = await (await user.Http.PostAsJsonAsync("/v1/uploads/presign", new { filename = "coast.jpg", contentType, resourceType = "image", bytes = picture.Length })).DataAsync(HttpStatusCode.Created);
        await (await PutAsync(user.Http, Path(upload), picture)).DataAsync();

        var done = await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") });

        done.StatusCode.ShouldBe(code is null ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity);
        if (code is not null)
        {
            (await done.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe(code);
            (await user.Http.StorageHeldAsync()).ShouldBe(held);
            (await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [TestCase("audio/mpeg", "audio")]
    [TestCase("video/mp4", "video")]
    public async Task Sound_and_films_get_the_promised_id_and_the_same_answer_again_when_the_server_ended_before_it_could_note_it(string contentType, string kind)
    {
        var person = await server.SignUpAsync();
        await administrator.SetPlanAsync(person, "pro");
        var bytes = kind == "audio" ? Tracks.Mp3() : Clips.Mp4(1, "64x36");
        var upload = await (await person.Http.PostAsJsonAsync("/v1/uploads/presign", new { filename = "file", contentType, bytes = bytes.Length })).DataAsync(HttpStatusCode.Created);
        await (await PutAsync(person.Http, Path(upload), bytes)).DataAsync();
        var first = await (await person.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") })).DataAsync(HttpStatusCode.Created);
        await server.ExecuteSqlAsync($"""UPDATE "upload_sessions" SET "Outcome" = NULL WHERE "Id" = '{upload.Text("uploadId")}'""");

        var again = await person.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") });

        ((await again.DataAsync(HttpStatusCode.Created)).Text("id"), again.One("X-Picora-Duplicate"), first.Text("type")).ShouldBe((first.Text("id"), null, kind));
        await person.Http.DeleteAsync($"/v1/{kind}{(kind == "video" ? "s" : "")}/{first.Text("id")}");
    }

    [Test]
    public async Task The_same_bytes_as_a_picture_that_is_there_give_that_one()
    {
        var image = await user.Http.UploadAsync(picture);
        var upload = await PresignAsync();
        await PutAsync(user.Http, Path(upload), picture);

        var answer = await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") });

        ((await answer.DataAsync(HttpStatusCode.Created)).Text("id"), answer.One("X-Picora-Duplicate")).ShouldBe((image.Text("id"), "true"));
        (await FinalizeAsync(upload)).Text("id").ShouldBe(image.Text("id"));
    }

    [Test]
    public async Task A_wrong_signature_opens_nothing()
    {
        var (upload, other) = (await PresignAsync(), await PresignAsync());
        var signed = SignedPath(upload);
        var nobody = server.CreateClient();
        var wrong = new[]
        {
            signed.Replace(upload.Text("uploadId"), other.Text("uploadId"), StringComparison.Ordinal),
            signed.Replace("exp=", "exp=1", StringComparison.Ordinal),
            $"{signed}x",
            signed.Split('&')[0] + "&sig=",
        };

        foreach (var path in wrong)
        {
            (await (await PutAsync(nobody, path, picture)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN", path);
        }

        (await PutAsync(nobody, Path(upload), picture)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var stranger = await server.SignUpAsync();
        (await PutAsync(stranger.Http, Path(upload), picture)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.TusOffsetAsync($"/v1/uploads/{upload.Text("uploadId")}")).ShouldBeNull("it is no upload by tus");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_is_never_finalized_is_swept(bool received)
    {
        var person = await server.SignUpAsync();
        var upload = await PresignAsync(person);
        if (received)
        {
            await (await PutAsync(person.Http, Path(upload), picture)).DataAsync();
        }

        server.Clock.Advance(TimeSpan.FromSeconds(125));
        await administrator.Http.RunJobAsync("sweep-uploads");

        (await person.Http.StorageHeldAsync()).ShouldBe(0);
        (await PutAsync(server.CreateClient(), SignedPath(upload), picture)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await person.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    [TestCase("""{"contentType":"image/png","bytes":10}""", "filename")]
    [TestCase("""{"filename":"a.png","contentType":"image/png"}""", "bytes")]
    [TestCase("""{"filename":"a.png","contentType":"image/png","bytes":0}""", "bytes")]
    [TestCase("""{"filename":"a.png","contentType":"image/png","bytes":10,"sha256":"abc"}""", "sha256")]
    [TestCase("""{"filename":"a.png","bytes":10}""", "contentType")]
    [TestCase("""{"filename":"a.png","contentType":"text/plain","bytes":10}""", "resourceType")]
    public async Task What_cannot_be_is_refused(string body, string field)
    {
        var refused = await user.Http.PostAsync("/v1/uploads/presign", JsonContent.Create(JsonDocument.Parse(body).RootElement));

        (await refused.BodyAsync(HttpStatusCode.UnprocessableEntity)).GetProperty("meta").GetProperty("fields").TryGetProperty(field, out _).ShouldBeTrue();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string SignedPath(JsonElement upload) => new Uri(upload.Text("uploadUrl")).PathAndQuery;

    private static string Path(JsonElement upload) => new Uri(upload.Text("uploadUrl")).AbsolutePath;

    // Some clients call everything JSON.
    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        return client.PutAsync(path, content);
    }

    private async Task<JsonElement> PresignAsync(TestUser? owner = null, string? sha256 = null) =>
        await (await (owner ?? user).Http.PostAsJsonAsync(
            "/v1/uploads/presign", new { filename = "coast.jpg", contentType = "image/jpeg", bytes = picture.Length, sha256, title = "Coast", isPublic = false }))
            .DataAsync(HttpStatusCode.Created);

    private async Task<JsonElement> FinalizeAsync(JsonElement upload, string? etag = null) =>
        await (await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId"), etag })).DataAsync(HttpStatusCode.Created);
}
