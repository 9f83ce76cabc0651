using System.Diagnostics.Metrics;
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
    private MeterListener listener = null!;
    private long transforms;
    private long inFlight;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Jpeg(1600, 1200));
        await user.Http.WaitForProcessingAsync(image.Text("id"));
        photo = image.PathOf("url");
        listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name is "picora.imaging.jobs" or "picora.imaging.pixels_in_flight")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "picora.imaging.pixels_in_flight")
            {
                Interlocked.Add(ref inFlight, value);
            }
            else if (tags.ToArray().Any(tag => Equals(tag.Value, "live")))
            {
                Interlocked.Add(ref transforms, value);
            }
        });
        listener.Start();
    }

    [OneTimeTearDown]
    public void StopListening() => listener.Dispose();

    [SetUp]
    public void Reset() => Interlocked.Exchange(ref transforms, 0);

    [Test]
    public async Task Two_hundred_at_once_cost_one_transform()
    {
        var client = Server.CreateClient();
        var bodies = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => client.GetByteArrayAsync($"{photo}?w=900&fmt=webp")));

        bodies.ShouldAllBe(body => body.SequenceEqual(bodies[0]));
        DecodedPicture.WebP(bodies[0]).Width.ShouldBe(900);
        Interlocked.Read(ref transforms).ShouldBe(1);
    }

    [Test]
    public async Task Those_who_leave_first_leave_the_work_to_the_others()
    {
        var client = Server.CreateClient();
        using var leaving = new CancellationTokenSource();
        await SignalWorkersAsync("STOP");
        try
        {
            var asked = Server.Logs.Lines.Count(IsAdmitted);
            var leavers = Enumerable.Range(0, 10).Select(_ => client.GetByteArrayAsync($"{photo}?w=901&fmt=webp", leaving.Token)).ToList();
            await Poll.UntilAsync(() => Interlocked.Read(ref inFlight) > 0, TimeSpan.FromSeconds(20), "the first to set the work off");
            var stayers = Enumerable.Range(0, 10).Select(_ => client.GetByteArrayAsync($"{photo}?w=901&fmt=webp")).ToList();
            await Poll.UntilAsync(() => Server.Logs.Lines.Count(IsAdmitted) == asked + 20, TimeSpan.FromSeconds(20), "all to wait");
            await leaving.CancelAsync();
            leavers.ForEach(leaver => Should.Throw<OperationCanceledException>(leaver));
            await SignalWorkersAsync("CONT");

            var bodies = await Task.WhenAll(stayers);
            bodies.ShouldAllBe(body => body.SequenceEqual(bodies[0]));
            Interlocked.Read(ref transforms).ShouldBe(1);
        }
        finally
        {
            await SignalWorkersAsync("CONT");
        }
    }

    private static bool IsAdmitted(string line) => line.Contains("OpenMedia by", StringComparison.Ordinal);

    private static async Task SignalWorkersAsync(string signal)
    {
        foreach (var id in Processes.ChildrenOf(Environment.ProcessId).Where(IsWorker).ToList())
        {
            await PicoraProcess.SignalAsync(id, signal);
        }
    }

    private static bool IsWorker(int id) => File.ReadAllText($"/proc/{id}/cmdline").Contains("imaging-worker", StringComparison.Ordinal);
}
