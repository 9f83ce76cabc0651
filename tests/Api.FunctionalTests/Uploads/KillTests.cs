using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads;

/// <summary>
/// What was answered with success survives the server's sudden end; of the rest nothing remains. One case lies between: the server dies after
/// the commit and before its answer arrives. Client and server cannot agree on that one by any protocol without a further message, so the
/// rule is: such a picture is whole, paid for and listed like any other, and sending it again gives it as a duplicate.
/// </summary>
[NonParallelizable]
public class KillTests
{
    private const int Kills = 20;
    private const int Clients = 8;

    private readonly ConcurrentDictionary<string, string> acknowledged = new();
    private readonly ConcurrentDictionary<string, int> attempted = new();
    private int uncertain;

    [Test]
    public async Task Twenty_sudden_ends_lose_nothing_and_leave_nothing_behind()
    {
        await using var server = await PicoraProcess.StartAsync(
            "--Picora:Uploads:ReservationSeconds=1", "--Picora:Uploads:OrphanAgeSeconds=1", "--Picora:Plans:trial:ImgStorageBytes=10000000000", "--Picora:Plans:trial:ImgUploadMonth=1000000",
            "--Picora:Imaging:TimeoutSeconds=4", "--Picora:Processing:LeaseSeconds=9", "--Picora:Processing:RetrySeconds=0", "--Picora:Processing:MaxAttempts=100", "--Picora:Jobs:PollSeconds=1",
            "--Picora:Imaging:Workers=1", "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        var administrator = await server.SignUpAsync();
        var key = await administrator.CreateKeyAsync("images:read", "images:write", "usage:read");
        var random = new Random(Environment.TickCount);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Every other time while the server still warms up.
            await UploadUntilKilledAsync(server, key.Secret, kill % 2 == 0, TimeSpan.FromMilliseconds(random.Next(0, 400)));
            await server.StartAsync();
        }

        var client = server.CreateClient(key.Secret);
        var listed = await ListAsync(client);
        await TestContext.Out.WriteLineAsync(
            $"{acknowledged.Count} acknowledged, {attempted.Count - acknowledged.Count} not, of which {listed.Count - acknowledged.Count} were committed unheard; {uncertain} were in flight");
        acknowledged.Count.ShouldBeGreaterThan(Kills);
        acknowledged.Keys.Except(listed.Keys).ShouldBeEmpty();
        // Each visible picture is whole; those beyond the acknowledged ones were in flight when the server ended.
        (listed.Count - acknowledged.Count).ShouldBeLessThanOrEqualTo(uncertain);
        foreach (var (id, image) in listed)
        {
            var hash = await HashOfServedAsync(client, image);
            attempted.ShouldContainKey(hash);
            (acknowledged.TryGetValue(id, out var answered) ? answered : hash).ShouldBe(hash);
        }

        var sum = listed.Values.Sum(image => image.GetProperty("sizeBytes").GetInt64());
        await NothingLeftAsync(server, await server.SignUpAsync(administrator.Email), client, listed);
        var usage = (await client.UsageAsync()).GetProperty("images");
        (usage.GetProperty("storageUsed").GetInt64(), usage.GetProperty("totalCount").GetInt64()).ShouldBe((sum, listed.Count));
        (await client.StorageHeldAsync()).ShouldBe(sum);
        (await (await server.SignUpAsync(administrator.Email)).Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    private async Task UploadUntilKilledAsync(PicoraProcess server, string key, bool busy, TimeSpan moment)
    {
        using var over = new CancellationTokenSource();
        var before = acknowledged.Count;
        var clients = Enumerable.Range(0, Clients).Select(_ => UploadAsync(server.CreateClient(key), over.Token)).ToList();
        // A client that gives up for another reason than the kill ends the wait, and says below why.
        await Poll.UntilAsync(
            () => !busy || acknowledged.Count > before || clients.Exists(client => client.IsFaulted), "the first picture of this round");
        var watch = Stopwatch.StartNew();
        await Poll.UntilAsync(() => watch.Elapsed > moment, "the moment to kill");
        await server.KillAsync();
        await over.CancelAsync();
        await Task.WhenAll(clients);
    }

    private async Task UploadAsync(HttpClient client, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var picture = Padded.Jpeg(Random.Shared.Next(5_000, 200_000));
            var hash = Convert.ToHexStringLower(SHA256.HashData(picture));
            attempted[hash] = picture.Length;
            try
            {
                // Private, so that the owner gets every byte back.
                var image = await client.UploadAsync(picture, "a.jpg", ("isPublic", "false"));
                acknowledged[image.Text("id")] = hash;
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref uncertain);
                return;
            }
        }
    }

    private static async Task<Dictionary<string, JsonElement>> ListAsync(HttpClient client)
    {
        var all = new Dictionary<string, JsonElement>();
        var cursor = string.Empty;
        do
        {
            var page = await (await client.GetAsync($"/v1/images?limit=50&cursor={Uri.EscapeDataString(cursor)}")).DataAsync();
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                all.Add(item.Text("id"), item);
            }

            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return all;
    }

    private static async Task<string> HashOfServedAsync(HttpClient client, JsonElement image)
    {
        var served = await client.GetAsync(image.PathOf("url"));
        served.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Convert.ToHexStringLower(SHA256.HashData(await served.Content.ReadAsByteArrayAsync()));
    }

    private static async Task NothingLeftAsync(
        PicoraProcess server, TestUser administrator, HttpClient client, Dictionary<string, JsonElement> listed)
    {
        await Poll.UntilAsync(
            async () => (await ListAsync(client)).Values.All(image => image.Text("processing") == "ready"), "the renditions of all pictures");
        await Poll.UntilAsync(
            async () =>
            {
                await administrator.Http.RunJobAsync("sweep-uploads");
                await administrator.Http.RunJobAsync("sweep-variants");
                return ServerFiles.All(server.DataFolder).Count <= listed.Count * 3;
            },
            $"the sweeper to leave {listed.Count * 3} files");
        var files = ServerFiles.All(server.DataFolder);
        files.ShouldNotContain(file => file.EndsWith(".part", StringComparison.Ordinal));
        var variants = files.Where(file => file.Contains("/variants/", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)[..11]);
        variants.GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count())
            .ShouldBe(listed.Keys.ToDictionary(id => id, _ => 2), ignoreOrder: true);
        ServerFiles.Originals(server.DataFolder).Count.ShouldBe(listed.Count);
    }
}
