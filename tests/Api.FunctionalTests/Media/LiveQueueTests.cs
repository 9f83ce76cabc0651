using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>One worker that dies or cannot keep up while people wait for what it makes. Alone in this process, as its workers are told by signals.</summary>
[NonParallelizable]
[Platform("Linux", Reason = "stops workers by signals")]
public class LiveQueueTests() : ServerFixture("--Picora:Imaging:Workers=1", "--Picora:Imaging:LiveQueueMegapixels=1")
{
    private OwnWorkers workers = null!;
    private TestUser user = null!;
    private string photo = string.Empty;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        workers = new OwnWorkers();
        user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Jpeg(1600, 1200));
        await user.Http.WaitForProcessingAsync(image.Text("id"));
        photo = image.PathOf("url");
    }

    [OneTimeTearDown]
    public void StopCounting() => workers.Dispose();

    [TearDown]
    public async Task WakeAsync() => await OwnWorkers.SignalAsync("CONT");

    [Test]
    public async Task Whoever_finds_the_queue_full_is_told_when_to_come_back_and_uploads_go_on()
    {
        await OwnWorkers.SignalAsync("STOP");
        var first = Server.CreateClient().GetAsync($"{photo}?w=700&fmt=webp");
        await Poll.UntilAsync(() => workers.AreBusy, "the worker to be taken");
        var others = Enumerable.Range(701, 4).Select(width => Server.CreateClient().GetAsync($"{photo}?w={width}&fmt=webp")).ToList();
        await Poll.UntilAsync(() => others.Count(other => other.IsCompleted) == 3, "all but one to be refused");

        foreach (var refused in others.Where(other => other.IsCompleted))
        {
            var answer = await refused;
            (await answer.CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("IMAGE_WORKER_BUSY");
            answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        var sent = await user.Http.UploadAsync(Pictures.Png(20, 20));
        sent.Text("processing").ShouldBe("pending");
        (await Server.CreateClient().GetAsync(photo)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await OwnWorkers.SignalAsync("CONT");
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await others.Single(other => other.Result.StatusCode == HttpStatusCode.OK)).Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        (await Server.CreateClient().GetAsync($"{photo}?w=701&fmt=webp")).StatusCode.ShouldBe(HttpStatusCode.OK, "nobody holds it against the picture");
        (await user.Http.WaitForProcessingAsync(sent.Text("id"))).Text("processing").ShouldBe("ready");
    }

    [Test]
    public async Task A_worker_that_dies_over_a_picture_costs_that_answer_which_is_not_tried_again_at_once()
    {
        // It may be killed before the picture has reached it; then another one makes it.
        var (width, answer) = (800, new HttpResponseMessage(HttpStatusCode.OK));
        for (; answer.StatusCode == HttpStatusCode.OK; width++)
        {
            width.ShouldBeLessThan(820);
            await OwnWorkers.SignalAsync("STOP");
            var asked = Server.CreateClient().GetAsync($"{photo}?w={width}&fmt=webp");
            await Poll.UntilAsync(() => workers.AreBusy, "the worker to be taken");
            (await Server.CreateClient().GetAsync(photo)).StatusCode.ShouldBe(HttpStatusCode.OK, "the original needs no worker");
            await OwnWorkers.SignalAsync("KILL");
            answer = await asked;
        }

        (await answer.CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("IMAGE_WORKER_CRASHED");
        var made = workers.Transforms;
        (await (await Server.CreateClient().GetAsync($"{photo}?w={width - 1}&fmt=webp")).CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("IMAGE_WORKER_CRASHED");
        workers.Transforms.ShouldBe(made, "it is remembered");
        (await Server.CreateClient().GetAsync($"{photo}?w=900&fmt=webp")).StatusCode.ShouldBe(HttpStatusCode.OK, "others are made by a new worker");

        Server.Clock.Advance(TimeSpan.FromMinutes(6));
        (await Server.CreateClient().GetAsync($"{photo}?w={width - 1}&fmt=webp")).StatusCode.ShouldBe(HttpStatusCode.OK, "after a while it is tried again");
    }
}
