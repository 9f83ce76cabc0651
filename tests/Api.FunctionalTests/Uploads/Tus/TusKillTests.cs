using System.Net;
using System.Security.Cryptography;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>The server ends suddenly in the middle of a PATCH, at any moment: the offset that it tells afterwards is true, and the file comes out whole.</summary>
[NonParallelizable]
[Category(TestCategories.OneEngine)]
public class TusKillTests
{
    private const int Megabyte = 1024 * 1024;
    [Test]
    public Task Ten_kills_lose_nothing_that_was_told() => KillAsync(uploads: 3, kills: 10, megabytes: 24);

    [Test]
    [Explicit("takes several minutes")]
    public Task Two_hundred_kills_lose_nothing_that_was_told() => KillAsync(uploads: 20, kills: 200, megabytes: 48);

    private static async Task KillAsync(int uploads, int kills, int megabytes)
    {
        await using var server = await PicoraProcess.StartAsync(
            $"--Picora:Uploads:Sessions:CheckpointBytes={Megabyte}", "--Picora:Plans:trial:ImgStorageBytes=100000000000",
            "--Picora:Imaging:Workers=0", "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        var administrator = await server.SignUpAsync();
        var key = await administrator.CreateKeyAsync("images:read", "images:write", "usage:read");
        var random = new Random(TestContext.CurrentContext.Random.Next());
        var run = new KillRun(server, key.Secret);
        for (var upload = 0; upload < uploads; upload++)
        {
            await run.UploadAsync(Padded.Jpeg(megabytes * Megabyte), kills / uploads, random);
        }

        await run.UploadAsync(Padded.Jpeg(megabytes * Megabyte), kills % uploads, random);
        await TestContext.Out.WriteLineAsync($"{run.Kills} kills, {run.Resent / Megabyte} MB of {run.Sent / Megabyte} sent twice");
        run.Kills.ShouldBe(kills);
        (await (await server.SignUpAsync(administrator.Email)).Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    private sealed class KillRun(PicoraProcess server, string key)
    {
        public int Kills { get; private set; }

        public long Sent { get; private set; }

        public long Resent { get; private set; }

        public async Task UploadAsync(byte[] picture, int kills, Random random)
        {
            var client = server.CreateClient(key);
            var url = await client.BeginTusAsync(picture.Length);
            long told = 0;
            for (var kill = 0; kill < kills; kill++)
            {
                // Somewhere in what is left, so that each kill finds a PATCH to break; sometimes at once.
                var least = told + (long)((picture.Length - told) * random.NextDouble() / (kills - kill + 1));
                var sent = await PatchUntilKilledAsync(client, url, picture, told, least);
                await server.StartAsync();
                client = server.CreateClient(key);
                var offset = await client.TusOffsetAsync(url);
                offset.ShouldNotBeNull();
                offset.Value.ShouldBeGreaterThanOrEqualTo(told, "what was told stays");
                offset.Value.ShouldBeLessThanOrEqualTo(picture.Length);
                Resent += Math.Max(0, told + sent - offset.Value);
                told = offset.Value;
            }

            // At once: the lease of a writer that is dead keeps nobody waiting.
            (await client.ServedHashAsync(await client.PatchTusAsync(url, told, picture[(int)told..]))).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(picture)));
        }

        private async Task<long> PatchUntilKilledAsync(HttpClient client, string url, byte[] picture, long offset, long least)
        {
            using var body = new Slow(picture.AsMemory((int)offset), (int)(least - offset));
            var writing = SendAsync(client, url, offset, body);
            await Poll.UntilAsync(() => body.HasReached || writing.IsCompleted, "the moment to kill");
            await server.KillAsync();
            Kills++;
            body.Release();
            await writing;
            Sent += body.Sent;
            return body.Sent;
        }

        private static async Task SendAsync(HttpClient client, string url, long offset, Slow body)
        {
            try
            {
                await client.PatchTusAsync(url, offset, body);
            }
            catch (HttpRequestException)
            {
                // The server is gone.
            }
        }
    }

    /// <summary>Sends so much, and the rest only as long as somebody takes it.</summary>
    private sealed class Slow(ReadOnlyMemory<byte> bytes, int least) : HttpContent
    {
        private const int Piece = 64 * 1024;

        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int sent;

        public bool HasReached => Volatile.Read(ref sent) >= Math.Min(least, bytes.Length - Piece);

        public long Sent => Volatile.Read(ref sent);

        public void Release() => released.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            // The last piece waits, so that the kill always finds the request unfinished.
            while (sent < bytes.Length - Piece)
            {
                await stream.WriteAsync(bytes.Slice(sent, Piece));
                await stream.FlushAsync();
                Volatile.Write(ref sent, sent + Piece);
            }

            await released.Task;
            await stream.WriteAsync(bytes[sent..]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
