using System.Net;
using System.Security.Cryptography;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>An upload has one writer at a time, on however many nodes; what has arrived when a connection breaks counts.</summary>
public class TusWriterTests
{
    private PicoraServer server = null!;
    private TestKey user = null!;
    private string otherNode = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await PicoraServer.StartAsync("--Picora:Http:MinBodyBytesPerSecond=0", "--Picora:Uploads:Sessions:StalledSeconds=600", "--Picora:Uploads:Sessions:LeaseSeconds=600", "--Picora:Plans:trial:ImgStorageBytes=1000000000");
        otherNode = await server.AddNodeAsync();
        // A session's token names the address of the node that gave it.
        user = await (await server.SignUpAsync()).CreateKeyAsync("images:read", "images:write", "images:delete", "usage:read");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase(1)]
    [TestCase(2)]
    public async Task Ten_writers_at_once_write_one_after_another(int nodes)
    {
        var picture = Padded.Jpeg(3_000_000);
        var url = await user.Http.BeginTusAsync(picture.Length);
        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage? last = null;

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            var client = server.CreateClient(user.Secret, number % nodes == 0 ? server.Url : otherNode);
            // Each asks where the upload stands and sends a piece from there, until there is no more.
            while (await client.TusOffsetAsync(url) is { } offset)
            {
                var answer = await client.PatchTusAsync(url, offset, picture[(int)offset..(int)Math.Min(picture.Length, offset + 300_000)]);
                lock (statuses)
                {
                    statuses.Add(answer.StatusCode);
                    last = answer.One("X-Picora-Resource-Id") is null ? last : answer;
                }
            }
        }));

        statuses.Distinct().ShouldBeSubsetOf([HttpStatusCode.NoContent, HttpStatusCode.Conflict, HttpStatusCode.Locked, HttpStatusCode.NotFound]);
        statuses.Count(status => status == HttpStatusCode.NoContent).ShouldBe(10, "each piece once");
        (await user.Http.ServedHashAsync(last!)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(picture)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task While_one_writes_others_are_told_so(bool onOtherNode)
    {
        var picture = Padded.Jpeg(200_000);
        var url = await user.Http.BeginTusAsync(picture.Length);
        using var feed = new Feed(picture);
        feed.Allow(1000);
        var files = UnfinishedFiles();
        var writing = user.Http.PatchTusAsync(url, 0, feed);
        // The file is opened once the lease is held.
        await Poll.UntilAsync(() => UnfinishedFiles().Except(files).Any(), "the first writer to begin");

        var refused = await server.CreateClient(user.Secret, onOtherNode ? otherNode : server.Url).PatchTusAsync(url, 0, picture);

        (await refused.CodeAsync(HttpStatusCode.Locked)).ShouldBe("UPLOAD_LOCKED");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        feed.Allow(picture.Length);
        var last = await writing;
        (last.StatusCode, last.Offset()).ShouldBe((HttpStatusCode.NoContent, (long)picture.Length));
    }

    [Test]
    public async Task A_writer_that_has_gone_quiet_makes_room_and_what_it_has_sent_counts()
    {
        await using var own = await PicoraServer.StartAsync("--Picora:Http:MinBodyBytesPerSecond=0", "--Picora:Uploads:Sessions:StalledSeconds=1");
        var person = await own.SignUpAsync();
        var picture = Padded.Jpeg(200_000);
        var url = await person.Http.BeginTusAsync(picture.Length);
        using var feed = new Feed(picture);
        feed.Allow(70_000);
        var writing = person.Http.PatchTusAsync(url, 0, feed);

        await Poll.UntilAsync(async () => await person.Http.TusOffsetAsync(url) == 70_000, "the offset of the quiet writer");
        var last = await person.Http.PatchTusAsync(url, 70_000, picture[70_000..]);

        (last.StatusCode, last.Offset()).ShouldBe((HttpStatusCode.NoContent, (long)picture.Length));
        feed.Allow(picture.Length);
        await EndAsync(writing);
    }

    [Test]
    public async Task What_has_arrived_when_the_connection_breaks_counts()
    {
        var picture = Padded.Jpeg(300_000);
        var path = await user.Http.BeginTusAsync(picture.Length);
        await using (var connection = await RawConnection.OpenAsync(server.Url))
        {
            await connection.SendAsync(
                $"PATCH {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {user.Secret}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                + $"Content-Type: application/offset+octet-stream\r\nContent-Length: {picture.Length}\r\n\r\n");
            await connection.SendAsync(picture.AsMemory(0, 123_456));
        }

        // All that had come through to the upload; the web server drops what it holds when the line is cut.
        HttpResponseMessage? last = null;
        await Poll.UntilAsync(
            async () =>
            {
                var offset = (await user.Http.TusOffsetAsync(path))!.Value;
                offset.ShouldBeLessThanOrEqualTo(123_456);
                last = await user.Http.PatchTusAsync(path, offset, picture[(int)offset..]);
                return last.StatusCode == HttpStatusCode.NoContent;
            },
            "the broken request to end");
        (await user.Http.ServedHashAsync(last!)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(picture)));
    }

    [Test]
    public async Task Half_of_what_a_checksum_is_for_does_not_count()
    {
        var picture = Padded.Jpeg(300_000);
        var url = await user.Http.BeginTusAsync(picture.Length);
        using var feed = new Feed(picture);
        feed.Allow(100_000);
        var writing = user.Http.PatchTusAsync(url, 0, feed, ("Upload-Checksum", $"sha256 {Convert.ToBase64String(SHA256.HashData(picture))}"));
        await feed.Sent(100_000);
        feed.Break();
        await EndAsync(writing);

        HttpResponseMessage? last = null;
        await Poll.UntilAsync(async () => (last = await user.Http.PatchTusAsync(url, 0, picture)).StatusCode != HttpStatusCode.Locked, "the writer to leave");
        (last!.StatusCode, last.Offset()).ShouldBe((HttpStatusCode.NoContent, (long)picture.Length));
    }

    [Test]
    public async Task Giving_up_stops_the_writer()
    {
        var picture = Padded.Jpeg(300_000);
        var url = await user.Http.BeginTusAsync(picture.Length);
        using var feed = new Feed(picture);
        feed.Allow(100_000);
        var writing = user.Http.PatchTusAsync(url, 0, feed);
        await feed.Sent(100_000);

        await Poll.UntilAsync(async () => (await user.Http.DeleteTusAsync(url)).StatusCode is HttpStatusCode.NoContent, "the upload to be given up");

        feed.Allow(picture.Length);
        await EndAsync(writing);
        (await user.Http.TusOffsetAsync(url)).ShouldBeNull();
    }

    [Test]
    public async Task Another_node_and_a_restarted_one_go_on_where_it_stands()
    {
        await using var own = await PicoraServer.StartAsync();
        // A session's token names the address that the server had before.
        var person = await (await own.SignUpAsync()).CreateKeyAsync("images:read", "images:write");
        var picture = Padded.Jpeg(300_000);
        var url = await person.Http.BeginTusAsync(picture.Length);
        await person.Http.PatchTusAsync(url, 0, picture[..100_000]);
        var other = own.CreateClient(person.Secret, await own.AddNodeAsync());
        await other.PatchTusAsync(url, 100_000, picture[100_000..150_000]);
        await own.RestartAsync();
        var again = own.CreateClient(person.Secret);

        (await again.TusOffsetAsync(url)).ShouldBe(150_000);
        var last = await again.PatchTusAsync(url, 150_000, picture[150_000..]);

        (await again.ServedHashAsync(last)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(picture)));
    }

    private IReadOnlyList<string> UnfinishedFiles() => [.. ServerFiles.All(server.DataFolder).Where(file => file.EndsWith(".part", StringComparison.Ordinal))];

    private static async Task EndAsync(Task<HttpResponseMessage> writing)
    {
        try
        {
            (await writing).StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
        }
        catch (HttpRequestException)
        {
            // Whoever is not listened to any more may lose the answer.
        }
    }
}
