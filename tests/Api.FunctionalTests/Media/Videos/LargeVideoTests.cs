using System.Net;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media.Videos;

[Category(TestCategories.OneEngine)]
[NonParallelizable]
public class LargeVideoTests
{
    private const long Megabyte = 1024 * 1024;
    private const int Seconds = 95;
    private const string HeapLimit = "DOTNET_GCHeapHardLimit";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(40);

    [Test]
    [Explicit("sends three gigabytes and converts a minute and a half of film")]
    public async Task Three_gigabytes_with_cuts_arrive_on_a_small_server_are_converted_and_play()
    {
        var folder = Directory.CreateTempSubdirectory("picora-large-");
        try
        {
            var film = Path.Combine(folder.FullName, "film.mkv");
            Clips.Ffmpeg([.. Clips.Film(Seconds, "1280x720"), "-c:v", "rawvideo", "-pix_fmt", "yuv420p", film]);
            new FileInfo(film).Length.ShouldBeGreaterThan(3L * 1024 * Megabyte);
            await using var server = await StartSmallAsync();
            var user = await server.SignUpAsync();
            var key = await user.CreateKeyAsync("videos:read", "videos:write");

            var id = await SendAsync(server, key.Secret, film);
            var client = server.CreateClient(key.Secret);
            await Poll.UntilAsync(async () => (await client.GetVideoAsync(id)).Text("status") != "processing", Patience, "the conversion");
            var video = await client.GetVideoAsync(id);

            var peak = Processes.PeakMemoryOf(server.Id) / Megabyte;
            await TestContext.Out.WriteLineAsync($"the server held {peak} MB at most");
            (video.Text("status"), peak).ShouldSatisfyAllConditions(seen => seen.Item1.ShouldBe("ready"), seen => seen.peak.ShouldBeLessThan(512));
            video.GetProperty("durationSeconds").GetDouble().ShouldBe(Seconds, tolerance: 0.5);
            await using var page = await PlayerPage.OpenAsync(server.Url + video.TargetOf("playbackUrl"), 60);
            await Poll.UntilAsync(() => page.Reports.Any(report => report.StartsWith("sought", StringComparison.Ordinal)), TimeSpan.FromMinutes(3), "the video to be sought");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<PicoraProcess> StartSmallAsync()
    {
        Environment.SetEnvironmentVariable(HeapLimit, $"0x{256 * Megabyte:x}");
        try
        {
            return await PicoraProcess.StartAsync("--Picora:Plans:trial:VideoFileBytes=4000000000", "--Picora:Plans:trial:VideoFileSeconds=1000", "--Picora:Plans:trial:VideoStorageBytes=10000000000");
        }
        finally
        {
            Environment.SetEnvironmentVariable(HeapLimit, null);
        }
    }

    private static async Task<string> SendAsync(PicoraProcess server, string key, string film)
    {
        await using var file = File.OpenRead(film);
        var client = server.CreateClient(key);
        var url = await client.BeginTusAsync(file.Length, ("filename", "film.mkv"), ("resourceType", "video"));
        var cuts = 0;
        while (true)
        {
            file.Position = await client.TusOffsetAsync(url) ?? throw new InvalidOperationException("The upload is gone.");
            var last = file.Length - file.Position <= 600 * Megabyte;
            try
            {
                using var answer = await server.CreateClient(key).PatchTusAsync(url, file.Position, new CutContent(file, last ? long.MaxValue : 500 * Megabyte));
                if (last && answer.StatusCode != HttpStatusCode.Locked)
                {
                    await TestContext.Out.WriteLineAsync($"{cuts} cuts");
                    answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
                    return answer.One("X-Picora-Resource-Id")!;
                }
            }
            catch (HttpRequestException)
            {
                cuts++;
            }
        }
    }

    /// <summary>The rest of a file, of which the connection breaks after so many bytes.</summary>
    private sealed class CutContent(FileStream file, long breakAfter) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var (buffer, sent) = (new byte[Megabyte], 0L);
            int read;
            while ((read = await file.ReadAsync(buffer)) > 0)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read));
                sent += read;
                if (sent >= breakAfter)
                {
                    throw new IOException("The line was cut.");
                }
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = file.Length - file.Position;
            return true;
        }
    }
}
