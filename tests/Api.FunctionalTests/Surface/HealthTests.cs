using System.Net;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

public class HealthTests
{
    [Test]
    public async Task A_healthy_server_says_so_bare_and_to_anybody()
    {
        await using var server = await PicoraServer.StartAsync();
        var client = server.CreateClient();

        foreach (var route in (string[])["/health", "/v1/health"])
        {
            var health = await (await client.GetAsync(route)).BodyAsync();
            health.EnumerateObject().Select(member => member.Name).ShouldBe(["ok", "ts", "version", "features"]);
            health.GetProperty("features").EnumerateObject().Select(member => member.Name).ShouldBe(["kb", "mediaListingV2"]);
        }

        (await (await client.GetAsync("/health/live")).BodyAsync()).GetProperty("ok").GetBoolean().ShouldBeTrue();
        var ready = await (await client.GetAsync("/health/ready")).BodyAsync();
        ready.GetProperty("ok").GetBoolean().ShouldBeTrue();
        Checks(ready).Keys.ShouldBe(["database", "storage", "imaging", "heic", "media-tools"], ignoreOrder: true);
        Checks(ready).Values.ShouldAllBe(check => check.GetProperty("ok").GetBoolean());
    }

    [Test]
    public async Task A_storage_that_cannot_be_written_makes_the_server_unready_until_it_can_again()
    {
        await using var server = await PicoraServer.StartAsync();
        var client = server.CreateClient();
        var objects = Path.Combine(server.DataFolder, "objects");
        Directory.Delete(objects, recursive: true);
        await File.WriteAllTextAsync(objects, "a file where the folder was");

        var broken = await (await client.GetAsync("/health/ready")).BodyAsync(HttpStatusCode.ServiceUnavailable);
        broken.GetProperty("ok").GetBoolean().ShouldBeFalse();
        Checks(broken)["storage"].GetProperty("ok").GetBoolean().ShouldBeFalse();
        Checks(broken)["database"].GetProperty("ok").GetBoolean().ShouldBeTrue();
        broken.GetRawText().ShouldNotContain(server.DataFolder);
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);

        File.Delete(objects);
        Directory.CreateDirectory(objects);
        await Poll.UntilAsync(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode, "the server to be ready again");
    }

    [Test]
    public async Task Without_imaging_the_server_is_ready_and_says_what_is_missing()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Imaging:WorkerPath=/nowhere/picora");

        var ready = await (await server.CreateClient().GetAsync("/health/ready")).BodyAsync();

        ready.GetProperty("ok").GetBoolean().ShouldBeTrue();
        var imaging = Checks(ready)["imaging"];
        imaging.GetProperty("ok").GetBoolean().ShouldBeFalse();
        imaging.GetProperty("required").GetBoolean().ShouldBeFalse();
        imaging.Text("detail").ShouldNotContain("nowhere");
        Checks(ready)["heic"].Text("detail").ShouldBe("HEIC pictures are refused: no decoder for them (libheif with HEVC) is installed.");
    }

    private static Dictionary<string, JsonElement> Checks(JsonElement ready) =>
        ready.GetProperty("checks").EnumerateObject().ToDictionary(check => check.Name, check => check.Value, StringComparer.Ordinal);
}
