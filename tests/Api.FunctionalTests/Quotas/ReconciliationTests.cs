using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Quotas;

public class ReconciliationTests() : ServerFixture
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test, Order(1)]
    public async Task Drift_is_found_reported_and_repaired()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var picture = Pictures.Png(16, 16);
        await user.Http.UploadAsync(picture);
        await other.Http.UploadAsync(picture);
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");

        await Server.ExecuteSqlAsync($"""UPDATE quota_accounts SET "Used" = "Used" + 5000, "Reserved" = 300, "Items" = 7 WHERE "OwnerId" = '{user.Id}' AND "Type" = 'img_storage'""");
        (await user.Http.StorageHeldAsync()).ShouldBe(picture.Length + 5300);
        using var metric = new DriftListener();
        var summary = await administrator.Http.RunJobAsync("reconcile-quotas");

        summary.ShouldContain("Recounted 3 accounts, repaired 1, drift 5300 bytes and 6 items");
        metric.Heard.ShouldContain(("img_storage", "bytes", 5300));
        metric.Heard.ShouldContain(("img_storage", "items", 6));
        metric.Heard.ShouldContain(("kb_count", "items", 0));
        summary.ShouldContain($"the storage holds 2 originals of {2 * picture.Length} bytes");
        Server.Logs.Text.ShouldContain($"Quota img_storage of {user.Id} drifted: used {picture.Length + 5000} instead of {picture.Length}");
        (await user.Http.StorageHeldAsync()).ShouldBe(picture.Length);
        (await user.Http.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64().ShouldBe(1);
        (await other.Http.StorageHeldAsync()).ShouldBe(picture.Length);
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    [Test]
    public async Task Recounting_during_uploads_and_deletions_breaks_nothing()
    {
        var user = await Server.SignUpAsync();
        using var done = new CancellationTokenSource();
        var recounting = RecountAsync(done.Token);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            for (var i = 0; i < 10; i++)
            {
                var image = await user.Http.UploadAsync(Pictures.Png(8, 8));
                if (i % 2 == 0)
                {
                    await (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).BodyAsync();
                }
            }
        }));
        await done.CancelAsync();

        foreach (var summary in await recounting)
        {
            summary.ShouldContain("repaired 0, drift 0 bytes");
        }

        (await user.Http.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64().ShouldBe(30);
    }

    // Hears all servers of this process: nobody else spoils these very numbers.
    private sealed class DriftListener : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentBag<(string, string, long)> heard = [];

        public DriftListener()
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "picora.quota.drift")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((_, value, tags, _) => heard.Add((tags[0].Value!.ToString()!, tags[1].Value!.ToString()!, value)));
            listener.Start();
        }

        public IReadOnlyCollection<(string, string, long)> Heard => heard;

        public void Dispose() => listener.Dispose();
    }

    private async Task<List<string>> RecountAsync(CancellationToken done)
    {
        var summaries = new List<string>();
        while (!done.IsCancellationRequested)
        {
            summaries.Add(await administrator.Http.RunJobAsync("reconcile-quotas"));
        }

        return summaries;
    }
}
