using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads;

[NonParallelizable]
public class LargeUploadTests
{
    private const long Megabyte = 1024 * 1024;
    private const int LimitBytes = 50 * (int)Megabyte;

    private PicoraProcess server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await PicoraProcess.StartAsync("--Picora:Plans:trial:ImgStorageBytes=10000000000");

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task Two_gigabytes_are_refused_before_they_are_sent(bool asksFirst)
    {
        var user = await server.SignUpAsync();
        await using var connection = await RawConnection.OpenAsync(server.Url);
        await connection.SendAsync(
            $"POST /v1/images HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {user.AccessToken}\r\nContent-Length: {2048 * Megabyte}\r\n"
            + $"Content-Type: multipart/form-data; boundary=X\r\n{(asksFirst ? "Expect: 100-continue\r\n" : "")}\r\n");
        var sent = asksFirst ? 0 : await PumpAsync(connection);

        var answer = await connection.ReadAnswerAsync();
        await TestContext.Out.WriteLineAsync($"{sent} of {2048 * Megabyte} bytes were sent before the answer");
        if (answer.Length > 0 || asksFirst)
        {
            // Whoever goes on sending may lose the answer to the reset of the connection.
            answer.ShouldStartWith("HTTP/1.1 413 ");
            answer.ShouldContain("\"code\":\"PAYLOAD_TOO_LARGE\"");
        }

        sent.ShouldBeLessThan(16 * Megabyte);
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task The_limit_is_exact_to_the_byte()
    {
        var user = await server.SignUpAsync();
        using var tooLarge = new Filled(LimitBytes + 1);
        var refused = await user.Http.PostAsync("/v1/images", Form(tooLarge));
        var body = await refused.BodyAsync(HttpStatusCode.RequestEntityTooLarge);
        body.Text("code").ShouldBe("PAYLOAD_TOO_LARGE");
        body.GetProperty("meta").GetProperty("maxBytes").GetInt64().ShouldBe(LimitBytes);
        (await user.Http.StorageHeldAsync()).ShouldBe(0);

        using var largest = new Filled(LimitBytes);
        var form = Form(largest);
        form.Add(new StringContent("true"), "isPublic");
        var image = await (await user.Http.PostAsync("/v1/images", form)).DataAsync(HttpStatusCode.Created);
        image.GetProperty("sizeBytes").GetInt64().ShouldBe(LimitBytes);
        await (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).BodyAsync();
    }

    [Test]
    public async Task The_program_is_built_with_the_collector_that_holds_less()
    {
        await using var file = File.OpenRead(PicoraProgram.Path + ".runtimeconfig.json");
        using var settings = await JsonDocument.ParseAsync(file);
        settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty("System.GC.Server").GetBoolean().ShouldBeFalse();
    }

    [Test]
    public async Task Eight_files_of_fifty_megabytes_at_once_leave_the_memory_flat()
    {
        var user = await server.SignUpAsync();
        var before = Processes.OwnMemoryOf(server.Id);
        var files = Enumerable.Range(0, 8).Select(_ => new Filled(LimitBytes)).ToList();

        var uploads = Task.WhenAll(files.Select(async file =>
        {
            var form = Form(file);
            form.Add(new StringContent("false"), "isPublic");
            return await (await user.Http.PostAsync("/v1/images", form)).DataAsync(HttpStatusCode.Created);
        }));

        var peak = before;
        await Poll.UntilAsync(
            () =>
            {
                peak = Math.Max(peak, Processes.OwnMemoryOf(server.Id));
                return uploads.IsCompleted;
            },
            "the files to arrive");
        var images = await uploads;
        var all = Processes.PeakMemoryOf(server.Id);
        await TestContext.Out.WriteLineAsync(
            $"own memory {before / Megabyte} MB before, {peak / Megabyte} MB at most with eight files of 50 MB; {all / Megabyte} MB with the pages of program files");
        (peak - before).ShouldBeLessThan(64 * Megabyte, "of 400");
        peak.ShouldBeLessThan(200 * Megabyte);

        (await user.Http.StorageUsedAsync()).ShouldBe(8L * LimitBytes);
        await using var served = await user.Http.GetStreamAsync(images[3].PathOf("url"));
        (await SHA256.HashDataAsync(served)).ShouldBe(files[3].Hash());
    }

    private static MultipartFormDataContent Form(HttpContent file) => new() { { file, "file", "large.jpg" } };

    private static async Task<long> PumpAsync(RawConnection connection)
    {
        await connection.SendAsync("--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n");
        var block = new byte[64 * 1024];
        var sent = 0L;
        try
        {
            while (!connection.HasAnswer && sent < 2048 * Megabyte)
            {
                await connection.SendAsync(block);
                sent += block.Length;
            }
        }
        catch (IOException)
        {
            // The server has hung up, which is an answer, too.
        }

        return sent;
    }

    /// <summary>A picture of any size that is never in memory as a whole.</summary>
    private sealed class Filled(long size) : HttpContent
    {
        private const int Block = 1024 * 1024;
        private readonly byte[] picture = Padded.Jpeg(64 * 1024);

        public byte[] Hash()
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(picture);
            foreach (var length in Fillers())
            {
                hash.AppendData(new byte[length]);
            }

            return hash.GetHashAndReset();
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(picture);
            var filler = new byte[Block];
            foreach (var length in Fillers())
            {
                await stream.WriteAsync(filler.AsMemory(0, length));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return true;
        }

        private IEnumerable<int> Fillers()
        {
            for (var left = size - picture.Length; left > 0; left -= Block)
            {
                yield return (int)Math.Min(left, Block);
            }
        }
    }
}
