using System.Net;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Workers that are killed, hang or run out of memory, while people go on uploading and looking.</summary>
[NonParallelizable]
[Category(TestCategories.OneEngine)]
public class WorkerFailureTests
{
    private static readonly string[] Settings =
    [
        "--Picora:Imaging:Workers=2", "--Picora:Imaging:TimeoutSeconds=4", "--Picora:Processing:LeaseSeconds=9", "--Picora:Processing:MaxAttempts=2",
        "--Picora:Processing:RetrySeconds=0", "--Picora:Jobs:PollSeconds=1", "--Picora:Plans:trial:ImgUploadMonth=1000000",
    ];

    [Test]
    public async Task A_worker_that_hangs_costs_its_job_and_nobody_else_waits_for_it()
    {
        await using var server = await PicoraProcess.StartAsync([.. Settings, "--Picora:Imaging:WarmStart=true"]);
        var user = await server.SignUpAsync();
        await Poll.UntilAsync(() => server.Workers().Count == 2, "warm workers");
        var hanging = server.Workers();
        foreach (var worker in hanging)
        {
            await PicoraProcess.SignalAsync(worker, "STOP");
        }

        var traffic = new Traffic(user.Http, server.CreateClient());
        await Poll.UntilAsync(() => traffic.Uploads >= 20 && traffic.Deliveries >= 60, "uploads and deliveries");
        var before = await Task.WhenAll((await RecentAsync(user.Http)).Select(user.Http.GetImageAsync));
        await Poll.UntilAsync(() => !server.Workers().Intersect(hanging).Any(), "the end of the workers that hang");
        var uploaded = await traffic.StopAsync();

        before.ShouldAllBe(image => image.Text("processing") == "pending", "they were uploaded while no worker worked");
        foreach (var id in uploaded)
        {
            (await user.Http.WaitForProcessingAsync(id)).Text("processing").ShouldBe("ready");
        }
    }

    [Test]
    public async Task A_picture_that_kills_its_worker_every_time_is_given_up_and_shown_to_operators()
    {
        await using var server = await PicoraProcess.StartAsync(Settings);
        var administrator = await server.SignUpAsync();
        var traffic = new Traffic(administrator.Http, server.CreateClient());
        await Poll.UntilAsync(
            async () =>
            {
                foreach (var worker in server.Workers())
                {
                    await PicoraProcess.SignalAsync(worker, "KILL");
                }

                return (await FailedAsync(administrator.Http)).GetArrayLength() > 0;
            },
            "a picture that was given up");
        var uploaded = await traffic.StopAsync();

        var failed = (await FailedAsync(administrator.Http))[0];
        failed.GetProperty("attempts").GetInt32().ShouldBe(2);
        failed.Text("lastError").ShouldStartWith("IMAGE_WORKER_CRASHED");
        await Poll.UntilAsync(async () => await CountAsync(administrator.Http, "waiting") + await CountAsync(administrator.Http, "running") == 0, "the rest");
        foreach (var job in (await FailedAsync(administrator.Http)).EnumerateArray())
        {
            (await administrator.Http.PostAsync($"/v1/admin/jobs/{job.Text("id")}/retry", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        foreach (var id in uploaded)
        {
            (await administrator.Http.WaitForProcessingAsync(id)).Text("processing").ShouldBe("ready");
        }
    }

    [Test]
    public async Task A_picture_that_eats_memory_is_given_up_and_its_neighbours_are_made()
    {
        await using var server = await PicoraProcess.StartAsync([.. Settings, "--Picora:Imaging:WorkerMemoryMegabytes=100"]);
        var administrator = await server.SignUpAsync();
        var huge = (await administrator.Http.UploadAsync(Pictures.Avif(6000, 6000, seed: 1))).Text("id");
        var traffic = new Traffic(administrator.Http, server.CreateClient());

        (await administrator.Http.WaitForProcessingAsync(huge)).Text("processing").ShouldBe("failed");
        await Poll.UntilAsync(() => traffic.Uploads > 5, "uploads");

        foreach (var id in await traffic.StopAsync())
        {
            await administrator.Http.WaitForProcessingAsync(id);
        }

        var failed = (await FailedAsync(administrator.Http)).EnumerateArray().ShouldHaveSingleItem();
        (failed.Text("lastError")[..19], failed.GetProperty("attempts").GetInt32()).ShouldBe(("IMAGE_WORKER_MEMORY", 2));
    }

    [Test]
    public async Task A_lease_that_a_job_can_outlive_stops_the_start_and_is_named()
    {
        var start = PicoraProcess.StartAsync("--Picora:Imaging:TimeoutSeconds=30", "--Picora:Processing:LeaseSeconds=60");

        (await Should.ThrowAsync<InvalidOperationException>(start)).Message
            .ShouldContain("Picora:Processing:LeaseSeconds must be more than twice Picora:Imaging:TimeoutSeconds");
    }

    private static async Task<IEnumerable<string>> RecentAsync(HttpClient client) =>
        (await (await client.GetAsync("/v1/images?limit=20")).DataAsync()).GetProperty("items").EnumerateArray().Select(image => image.Text("id"));

    private static async Task<JsonElement> FailedAsync(HttpClient administrator) =>
        (await (await administrator.GetAsync("/v1/admin/jobs?state=failed&limit=200")).DataAsync()).GetProperty("items");

    private static async Task<int> CountAsync(HttpClient administrator, string state) =>
        (await (await administrator.GetAsync("/v1/admin/jobs")).DataAsync()).GetProperty("counts").GetProperty(state).GetInt32();
}
