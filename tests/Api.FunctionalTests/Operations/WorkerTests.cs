using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Operations;

/// <summary><c>picora worker</c> does what a server without jobs leaves.</summary>
public class WorkerTests
{
    [Test]
    [Category(TestCategories.OneEngine)]
    public async Task A_worker_makes_what_a_server_without_jobs_takes_in_and_listens_nowhere()
    {
        await using var server = await PicoraProcess.StartAsync("--Picora:Jobs:Enabled=false");
        var key = await (await server.SignUpAsync()).CreateKeyAsync();
        var image = await key.Http.UploadAsync(Padded.Jpeg(8_000));
        using var worker = PicoraTool.Start(["worker", .. server.Settings, "--Picora:Jobs:Enabled=true", "--Picora:Jobs:PollSeconds=1"]);
        try
        {
            var output = ReadAsync(worker.StandardOutput);
            (await key.Http.WaitForProcessingAsync(image.Text("id"))).Text("processing").ShouldBe("ready");
            await PicoraProcess.SignalAsync(worker.Id, "TERM");
            await worker.WaitForExitAsync().WaitAsync(Poll.Patience);
            worker.ExitCode.ShouldBe(0);
            var lines = await output.WaitAsync(Poll.Patience);
            lines.ShouldContain("Application started");
            lines.ShouldNotContain("Now listening on");
        }
        finally
        {
            worker.Kill();
        }

        (await key.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> ReadAsync(StreamReader reader) => await reader.ReadToEndAsync();
}
