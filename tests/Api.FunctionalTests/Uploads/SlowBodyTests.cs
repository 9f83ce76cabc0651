using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads;

/// <summary>Bodies that hardly arrive, and bodies that are more than they seem.</summary>
public class SlowBodyTests() : ServerFixture("--Picora:Http:MinBodyBytesPerSecond=100000", "--Picora:Http:MinBodyGraceSeconds=2")
{
    private const int Slow = 24;

    [Test]
    public async Task Slow_uploads_are_cut_off_hold_nothing_and_hinder_nobody()
    {
        var user = await Server.SignUpAsync();
        var slow = await Task.WhenAll(Enumerable.Range(0, Slow).Select(_ => BeginUploadAsync(user)));
        try
        {
            var other = await Server.SignUpAsync();
            await other.Http.UploadAsync(Pictures.Png(16, 16));

            foreach (var connection in slow)
            {
                var answer = await connection.ReadAnswerAsync();
                answer.ShouldStartWith("HTTP/1.1 408 ");
                answer.ShouldContain("\"code\":\"REQUEST_TIMEOUT\"");
            }

            await Poll.UntilAsync(async () => await user.Http.StorageHeldAsync() == 0, "what was held to come back");
        }
        finally
        {
            foreach (var connection in slow)
            {
                await connection.DisposeAsync();
            }
        }
    }

    [TestCase("gzip")]
    [TestCase("br")]
    [TestCase("identity, gzip")]
    public async Task A_compressed_body_is_refused_unread(string encoding)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[1024 * 1024]);
        }

        foreach (var (route, type) in new[] { ("/v1/auth/send-code", "application/json"), ("/v1/images", "multipart/form-data; boundary=X") })
        {
            using var content = new ByteArrayContent(packed.ToArray());
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

            var answer = await Server.CreateClient().PostAsync(route, content);

            (await answer.CodeAsync(HttpStatusCode.UnsupportedMediaType)).ShouldBe("UNSUPPORTED_MEDIA_TYPE");
            answer.Headers.GetValues("Accept-Encoding").ShouldBe(["identity"]);
        }
    }

    [Test]
    public async Task A_body_that_says_it_is_not_compressed_is_taken()
    {
        using var content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        content.Headers.ContentEncoding.Add("identity");

        (await Server.CreateClient().PostAsync("/v1/auth/send-code", content)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<RawConnection> BeginUploadAsync(TestUser user)
    {
        var connection = await RawConnection.OpenAsync(Server.Url);
        await connection.SendAsync(
            $"POST /v1/images HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {user.AccessToken}\r\nContent-Length: 1000000\r\n"
            + "Content-Type: multipart/form-data; boundary=X\r\n\r\n--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n");
        await connection.SendAsync(Pictures.Png(16, 16).AsMemory(0, 20));
        return connection;
    }
}
