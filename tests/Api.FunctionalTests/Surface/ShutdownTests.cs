using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Surface;

[Category(TestCategories.OneEngine)]
public class ShutdownTests
{
    private const int Uploads = 4;

    [Test]
    public async Task Uploads_in_flight_finish_after_SIGTERM_and_nothing_new_is_taken()
    {
        await using var program = await PicoraProcess.StartAsync("--Picora:Http:MinBodyBytesPerSecond=0");
        var key = (await (await program.SignUpAsync()).CreateKeyAsync()).Secret;
        var client = program.CreateClient(key);
        var pictures = Enumerable.Range(0, Uploads).Select(_ => Pictures.Jpeg()).ToList();
        var held = pictures.ConvertAll(picture => new HeldUpload(picture));
        var answers = held.ConvertAll(upload => client.PostAsync("/v1/images", upload));
        await WaitUntilTheyArriveAsync(program, held);

        await PicoraProcess.SignalAsync(program.Id, "TERM");
        await Poll.UntilAsync(() => IsRefusedAsync(program), "new connections to be refused");
        held.ForEach(upload => upload.Release());
        var images = new List<string>();
        foreach (var answer in await Task.WhenAll(answers))
        {
            images.Add((await answer.DataAsync(HttpStatusCode.Created)).Text("id"));
        }

        (await program.WaitForExitAsync()).ShouldBe(0, program.Output);

        await program.StartAsync();
        var again = program.CreateClient(key);
        foreach (var (id, picture) in images.Zip(pictures))
        {
            (await (await again.GetAsync($"/v1/images/{id}")).DataAsync()).GetProperty("sizeBytes").GetInt64().ShouldBe(picture.Length);
            (await again.GetAsync($"/media/{id}.jpg")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task An_upload_that_never_ends_holds_the_server_no_longer_than_set()
    {
        await using var program = await PicoraProcess.StartAsync("--Picora:Http:ShutdownSeconds=1", "--Picora:Http:MinBodyBytesPerSecond=0");
        var key = (await (await program.SignUpAsync()).CreateKeyAsync()).Secret;
        using var upload = new HeldUpload(Pictures.Jpeg());
        var answer = program.CreateClient(key).PostAsync("/v1/images", upload);
        await WaitUntilTheyArriveAsync(program, [upload]);

        await PicoraProcess.SignalAsync(program.Id, "TERM");

        (await program.WaitForExitAsync()).ShouldBe(0, program.Output);
        upload.Release();
        await Should.ThrowAsync<HttpRequestException>(answer);
        await program.StartAsync();
        var page = await (await program.CreateClient(key).GetAsync("/v1/images")).DataAsync();
        page.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_second_interrupt_ends_the_server_at_once()
    {
        await using var program = await PicoraProcess.StartAsync("--Picora:Http:MinBodyBytesPerSecond=0");
        var key = (await (await program.SignUpAsync()).CreateKeyAsync()).Secret;
        using var upload = new HeldUpload(Pictures.Jpeg());
        var answer = program.CreateClient(key).PostAsync("/v1/images", upload);
        await WaitUntilTheyArriveAsync(program, [upload]);

        await PicoraProcess.SignalAsync(program.Id, "INT");
        await Poll.UntilAsync(() => IsRefusedAsync(program), "new connections to be refused");
        await PicoraProcess.SignalAsync(program.Id, "INT");

        (await program.WaitForExitAsync()).ShouldNotBe(0);
        upload.Release();
        await Should.ThrowAsync<HttpRequestException>(answer);
    }

    private static async Task WaitUntilTheyArriveAsync(PicoraProcess program, List<HeldUpload> uploads)
    {
        await Task.WhenAll(uploads.Select(upload => upload.FirstHalfSent)).WaitAsync(Poll.Patience);
        await Poll.UntilAsync(
            () => Directory.GetFiles(program.DataFolder, "*.part", SearchOption.AllDirectories).Length == uploads.Count, "all uploads to have begun");
    }

    private static async Task<bool> IsRefusedAsync(PicoraProcess program)
    {
        try
        {
            using var fresh = new HttpClient();
            await fresh.GetAsync($"{program.Url}/health/live");
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
