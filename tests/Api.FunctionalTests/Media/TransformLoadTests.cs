using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Many requests for a variant that is not made yet. Alone in this process, so that every transform counts.</summary>
[NonParallelizable]
[Platform("Linux", Reason = "stops workers by signals")]
public class TransformLoadTests() : ServerFixture("--Logging:LogLevel:Default=Debug")
{
    private const int Many = 200;

    private TestUser user = null!;
    private string photo = string.Empty;
    private OwnWorkers workers = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Jpeg(1600, 1200));
        await user.Http.WaitForProcessingAsync(image.Text("id"));
        photo = image.PathOf("url");
        workers = new OwnWorkers();
    }

    [OneTimeTearDown]
    public void StopListening() => workers.Dispose();

    [Test]
    public async Task Two_hundred_at_once_cost_one_transform()
    {
        var (client, made) = (Server.CreateClient(), workers.Transforms);
        var bodies = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => client.GetByteArrayAsync($"{photo}?w=900&fmt=webp")));

        bodies.ShouldAllBe(body => body.SequenceEqual(bodies[0]));
        DecodedPicture.WebP(bodies[0]).Width.ShouldBe(900);
        (workers.Transforms - made).ShouldBe(1);
    }

    [Test]
    public async Task Those_who_leave_first_leave_the_work_to_the_others()
    {
        var (client, made) = (Server.CreateClient(), workers.Transforms);
        using var leaving = new CancellationTokenSource();
        await OwnWorkers.SignalAsync("STOP");
        try
        {
            var asked = Server.Logs.Lines.Count(IsAdmitted);
            var leavers = Enumerable.Range(0, 10).Select(_ => client.GetByteArrayAsync($"{photo}?w=901&fmt=webp", leaving.Token)).ToList();
            await Poll.UntilAsync(() => workers.AreBusy, "the first to set the work off");
            var stayers = Enumerable.Range(0, 10).Select(_ => client.GetByteArrayAsync($"{photo}?w=901&fmt=webp")).ToList();
            await Poll.UntilAsync(() => Server.Logs.Lines.Count(IsAdmitted) == asked + 20, "all to wait");
            await leaving.CancelAsync();
            leavers.ForEach(leaver => Should.Throw<OperationCanceledException>(leaver));
            await OwnWorkers.SignalAsync("CONT");

            var bodies = await Task.WhenAll(stayers);
            bodies.ShouldAllBe(body => body.SequenceEqual(bodies[0]));
            (workers.Transforms - made).ShouldBe(1);
        }
        finally
        {
            await OwnWorkers.SignalAsync("CONT");
        }
    }

    private static bool IsAdmitted(string line) => line.Contains("OpenMedia by", StringComparison.Ordinal);
}
