using System.Net;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Nodes;

/// <summary>
/// Nodes end in the middle of uploads, resumable uploads and jobs: suddenly (SIGKILL), and nothing is lost or done twice; or in turn to be started
/// anew, and nobody in front of nginx notices.
/// </summary>
[NonParallelizable]
[Category(TestCategories.OneEngine)]
public class NodeEndTests
{
    private static PicoraCluster Cluster => SharedCluster.Cluster;

    [TearDown]
    public async Task TellAsync()
    {
        if (PicoraCluster.Missing is not null)
        {
            return;
        }

        if (TestContext.CurrentContext.Result.FailCount > 0)
        {
            await TestContext.Out.WriteLineAsync(Cluster.Output());
        }

        // For the next test.
        await Task.WhenAll(Cluster.Servers.Concat(Cluster.Workers).Where(node => !node.IsRunning).Select(node => node.StartAsync()));
    }

    [Test]
    public Task A_sudden_end_of_each_kind_of_node_loses_nothing_and_leaves_nothing_behind() => KillAsync(rounds: 1);

    [Test]
    [Explicit("takes several minutes")]
    public Task Forty_sudden_ends_of_each_kind_of_node_lose_nothing_and_leave_nothing_behind() => KillAsync(rounds: 40);

    [Test]
    public Task Servers_that_are_started_anew_in_turn_behind_nginx_fail_nobody() => RestartAsync(rounds: 1);

    [Test]
    [Explicit("takes several minutes")]
    public Task Servers_that_are_started_anew_twenty_times_behind_nginx_fail_nobody() => RestartAsync(rounds: 20);

    [Test]
    public async Task A_conversion_whose_node_ends_suddenly_is_taken_over_by_the_other()
    {
        var user = await Cluster.Servers[0].SignUpAsync("films@example.org");
        var film = Clips.Make("mp4", [.. Clips.Film(20, "320x180", 10), "-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-movflags", "+faststart"]);
        var id = await user.Http.UploadVideoAsync(film);
        PicoraProcess? busy = null;
        await Poll.UntilAsync(() => (busy = Cluster.Workers.FirstOrDefault(IsConverting)) is not null, "a worker to convert");
        Cluster.Workers.Count(IsConverting).ShouldBe(1);

        await busy!.KillAsync();
        var video = await user.Http.WaitForVideoAsync(id);
        await busy.StartAsync();

        (video.Text("status"), Math.Round(video.GetProperty("durationSeconds").GetDouble())).ShouldBe(("ready", 20));
    }

    private static bool IsConverting(PicoraProcess worker)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(worker.DataFolder, "work"), "*.ts*", SearchOption.AllDirectories).Any();
        }
        catch (DirectoryNotFoundException)
        {
            // Not begun, or gone this moment.
            return false;
        }
    }

    private static async Task RestartAsync(int rounds)
    {
        if (!NginxProcess.IsInstalled)
        {
            Assert.Ignore("nginx is not installed; build/test installs it.");
        }

        await using var nginx = await NginxProcess.StartAsync(Cluster.Servers.Select(server => server.Url));
        var key = await KeyAsync($"restarts{rounds}@example.org");
        await using var traffic = new ClusterTraffic(key);
        for (var person = 0; person < 2; person++)
        {
            traffic.Add(nginx.Url);
        }

        for (var restart = 0; restart < 2 * rounds; restart++)
        {
            await traffic.UntilMoreAsync(5, Poll.Patience);
            await RestartAsync(Cluster.Servers[restart % 2], key, traffic);
        }

        await traffic.UntilMoreAsync(5, Poll.Patience);
        await traffic.StopAsync();
        await TestContext.Out.WriteLineAsync($"{2 * rounds} servers started anew: {traffic.Acknowledged.Count} uploads, {traffic.Unheard} failed");
        (traffic.Unheard, string.Join(", ", traffic.Refused)).ShouldBe((0, string.Empty));
        var client = Cluster.Servers[0].CreateClient(key);
        await traffic.CompareAsync(client, await ClusterTraffic.ListAsync(client));
    }

    // With an upload in the middle, which the server waits for.
    private static async Task RestartAsync(PicoraProcess server, string key, ClusterTraffic traffic)
    {
        var picture = traffic.NewPicture();
        using var upload = new HeldUpload(picture);
        var answer = server.CreateClient(key).PostAsync("/v1/images", upload);
        await upload.FirstHalfSent;
        var ended = server.TerminateAsync();
        await traffic.UntilMoreAsync(5, Poll.Patience);
        upload.Release();
        traffic.Note((await (await answer).DataAsync(HttpStatusCode.Created)).Text("id"), picture);
        (await ended).ShouldBe(0, server.Output);
        await server.StartAsync();
    }

    private static async Task KillAsync(int rounds)
    {
        var key = await KeyAsync($"uploads{rounds}@example.org");
        await using var traffic = new ClusterTraffic(key);
        for (var person = 0; person < 2; person++)
        {
            traffic.Add([.. Cluster.Servers.Select(server => server.Url)]);
        }

        var upload = await ResumableUpload.BeginAsync(Cluster.Servers[0], Padded.Jpeg(8 * 1024 * 1024), await KeyAsync($"resumes{rounds}@example.org"));
        for (var round = 0; round < rounds; round++)
        {
            var (server, worker) = (Cluster.Servers[round % 2], Cluster.Workers[round % 2]);
            await traffic.UntilMoreAsync(5 + Random.Shared.Next(5), Poll.Patience);
            await upload.BreakAsync(server, () => Task.WhenAll(server.KillAsync(), worker.KillAsync()));
            // The others go on by themselves.
            await traffic.UntilMoreAsync(5, Poll.Patience);
            await upload.ResumeAsync(Cluster.Servers[(round + 1) % 2], 1.0 / (rounds + 1));
            await Task.WhenAll(server.StartAsync(), worker.StartAsync());
        }

        await traffic.StopAsync();
        await upload.FinishAsync(Cluster.Servers[0]);
        await TestContext.Out.WriteLineAsync($"{2 * rounds} sudden ends: {traffic.Acknowledged.Count} uploads acknowledged, {traffic.Unheard} unheard of");
        await NothingLeftAsync(traffic, Cluster.Servers[1].CreateClient(key));
    }

    private static async Task NothingLeftAsync(ClusterTraffic traffic, HttpClient client)
    {
        IReadOnlyList<JsonElement> images = [];
        // The first token may have run out meanwhile.
        var administrator = await Cluster.Servers[0].SignUpAsync(SharedCluster.Administrator.Email);
        await Poll.UntilAsync(
            async () => (images = await ClusterTraffic.ListAsync(client)).All(image => image.Text("processing") == "ready"), "the renditions of all pictures");
        await traffic.CompareAsync(client, images);
        await Poll.UntilAsync(
            async () =>
            {
                await administrator.Http.RunJobAsync("sweep-uploads");
                await administrator.Http.RunJobAsync("sweep-variants");
                return traffic.IsStoredOnce(await Cluster.ObjectsAsync(), images);
            },
            "the sweeper to leave one original and two renditions of each picture");
        var sum = images.Sum(image => image.GetProperty("sizeBytes").GetInt64());
        (await client.StorageUsedAsync(), await client.StorageHeldAsync()).ShouldBe((sum, sum));
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    private static async Task<string> KeyAsync(string email) =>
        (await (await Cluster.Servers[0].SignUpAsync(email)).CreateKeyAsync("images:read", "images:write", "usage:read")).Secret;
}
