using System.Net;
using System.Net.Http.Headers;
using Picora.Api.FunctionalTests.Uploads;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>What media send out is counted to the byte, and written now and then.</summary>
public class BandwidthTests() : ServerFixture("--Picora:Bandwidth:FlushSeconds=1", "--Picora:Plans:trial:ImgStorageBytes=1000000000")
{
    [Test]
    public async Task Exactly_what_went_out_is_counted()
    {
        var user = await Server.SignUpAsync();
        var png = Pictures.Png(60, 40);
        var path = (await user.Http.UploadAsync(png, "a.png")).PathOf("url");
        var anyone = Server.CreateClient();

        var etag = (await anyone.GetAsync(path)).Headers.ETag!;
        await AskAsync(path, request => request.Headers.Range = new RangeHeaderValue(5, 24));
        await AskAsync(path, request => request.Headers.Range = new RangeHeaderValue(null, 7));
        await AskAsync(path, request => request.Headers.Range = new RangeHeaderValue(99_999_999, null));
        await AskAsync(path, request => request.Headers.IfNoneMatch.Add(etag));
        await AskAsync(path, request => request.Method = HttpMethod.Head);

        await CountedAsync(user, png.Length + 20 + 7);
        await Poll.UntilAsync(async () => await WrittenAsync() >= png.Length + 27, "the bandwidth to be written");
        await CountedAsync(user, png.Length + 27);
        await anyone.GetAsync(path);
        await CountedAsync(user, (2 * png.Length) + 27);
    }

    [Test]
    public async Task A_broken_off_download_counts_for_what_was_sent()
    {
        var user = await Server.SignUpAsync();
        const int size = 40_000_000;
        var path = (await user.Http.UploadAsync(Padded.Jpeg(size), "a.jpg", ("isPublic", "false"))).PathOf("url");
        await using (var connection = await RawConnection.OpenAsync(Server.Url))
        {
            await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {user.AccessToken}\r\n\r\n");
            (await connection.ReadStatusAsync()).ShouldBe(200);
        }

        await Poll.UntilAsync(async () => await UsedAsync(user) > 0, "the broken download to be counted");
        (await UsedAsync(user)).ShouldBeInRange(1, size - 1);
    }

    [Test]
    public async Task A_stop_loses_nothing()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Bandwidth:FlushSeconds=3600", "--Picora:Urls:Api=http://picora.test");
        var user = await server.SignUpAsync();
        var png = Pictures.Png(60, 40);
        var path = (await user.Http.UploadAsync(png, "a.png")).PathOf("url");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.CreateClient().GetByteArrayAsync(path)));

        var key = await user.CreateKeyAsync("usage:read");

        await server.RestartAsync();

        using var again = server.CreateClient(key.Secret);
        (await again.UsageAsync()).GetProperty("images").GetProperty("bandwidthUsed").GetInt64().ShouldBe(20L * png.Length);
        server.Clock.Advance(TimeSpan.FromDays(32));
        (await again.UsageAsync()).GetProperty("images").GetProperty("bandwidthUsed").GetInt64().ShouldBe(0);
    }

    // The last bytes are counted when they are sent, which is a moment after they arrive.
    private static Task CountedAsync(TestUser user, long bytes) =>
        Poll.UntilAsync(async () => await UsedAsync(user) == bytes, $"{bytes} bytes to be counted");

    private static async Task<long> UsedAsync(TestUser user) => (await user.Http.UsageAsync()).GetProperty("images").GetProperty("bandwidthUsed").GetInt64();

    // Touches no row, but counts those that hold something.
    private async Task<long> WrittenAsync() => await Server.ExecuteSqlAsync("UPDATE \"bandwidth_months\" SET \"Bytes\" = \"Bytes\" WHERE \"Bytes\" > 0") > 0 ? long.MaxValue : 0;

    private async Task AskAsync(string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        change(request);
        using var response = await Server.CreateClient().SendAsync(request);
        response.StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
    }
}
