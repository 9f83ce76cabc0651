using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

[NonParallelizable]
public class ProcessingRecoveryTests
{
    private static readonly string[] Settings =
    [
        "--Picora:Imaging:TimeoutSeconds=4", "--Picora:Processing:LeaseSeconds=9", "--Picora:Processing:RetrySeconds=0", "--Picora:Processing:MaxAttempts=20", "--Picora:Jobs:PollSeconds=1",
    ];

    [Test]
    public async Task Pictures_that_wait_when_the_server_dies_are_made_ready_after_its_return()
    {
        await using var server = await PicoraProcess.StartAsync(Settings);
        var key = await (await server.SignUpAsync()).CreateKeyAsync();
        var ids = await UploadAsync(key.Http, 8);
        await server.KillAsync();
        await server.StartAsync();

        var client = server.CreateClient(key.Secret);
        foreach (var id in ids)
        {
            (await client.WaitForProcessingAsync(id)).Text("processing").ShouldBe("ready");
        }
    }

    [Test]
    public async Task Killed_workers_cost_a_new_attempt_and_nothing_else()
    {
        await using var server = await PicoraProcess.StartAsync(Settings);
        var user = await server.SignUpAsync();
        var ids = await UploadAsync(user.Http, 6);
        var killed = 0;
        await Poll.UntilAsync(
            async () =>
            {
                foreach (var worker in server.Workers())
                {
                    await PicoraProcess.SignalAsync(worker, "KILL");
                    killed++;
                }

                return killed >= 4 || await AllDoneAsync(user.Http, ids);
            },
            "workers to kill");
        killed.ShouldBePositive();

        (await server.CreateClient().GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var id in ids)
        {
            var image = await user.Http.WaitForProcessingAsync(id);
            image.Text("processing").ShouldBe("ready");
            (await server.CreateClient().GetAsync(image.PathOf("thumbnailUrl"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task Asked_to_end_the_server_finishes_what_it_has_begun_and_takes_its_workers_along()
    {
        await using var server = await PicoraProcess.StartAsync(Settings);
        var key = await (await server.SignUpAsync()).CreateKeyAsync();
        var ids = await UploadAsync(key.Http, 4);
        await Poll.UntilAsync(() => server.Workers().Count > 0, "a worker");
        var workers = server.Workers();
        var body = new HalfSent(Pictures.Jpeg(300, 200));
        var upload = server.CreateClient(key.Secret).PostAsync("/v1/images", new MultipartFormDataContent { { body, "file", "slow.jpg" } });
        await body.Half.WaitAsync(Poll.Patience);

        var ending = server.TerminateAsync();
        await Poll.UntilAsync(async () => !await IsServingAsync(server), "no new connections");
        body.GoOn();

        var image = await (await upload).DataAsync(HttpStatusCode.Created);
        (await ending).ShouldBe(0);
        workers.ShouldAllBe(worker => !Directory.Exists($"/proc/{worker}"));
        await server.StartAsync();
        var client = server.CreateClient(key.Secret);
        foreach (var id in (string[])[.. ids, image.Text("id")])
        {
            (await client.WaitForProcessingAsync(id)).Text("processing").ShouldBe("ready");
        }
    }

    private static Task<string[]> UploadAsync(HttpClient client, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(async _ => (await client.UploadAsync(Pictures.Jpeg(2000, 1500))).Text("id")));

    private static async Task<bool> AllDoneAsync(HttpClient client, IEnumerable<string> ids)
    {
        var images = await Task.WhenAll(ids.Select(client.GetImageAsync));
        return images.All(image => image.Text("processing") != "pending");
    }

    private static async Task<bool> IsServingAsync(PicoraProcess server)
    {
        try
        {
            await server.CreateClient().GetAsync("/health/live");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A picture that is sent in two halves, the second when the test says so.</summary>
    private sealed class HalfSent(byte[] picture) : HttpContent
    {
        private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Half => half.Task;

        public void GoOn() => rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(picture.AsMemory(0, picture.Length / 2));
            await stream.FlushAsync();
            half.SetResult();
            await rest.Task;
            await stream.WriteAsync(picture.AsMemory(picture.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = picture.Length;
            return true;
        }
    }
}
