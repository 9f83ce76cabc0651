using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Nodes;

/// <summary>Background work of nodes that only work, asked for and seen at nodes that only serve.</summary>
[Category(TestCategories.OneEngine)]
public class NodeJobTests
{
    [Test]
    public async Task A_job_that_somebody_asks_one_node_for_runs_on_another_and_is_seen_on_all()
    {
        var summary = await SharedCluster.Administrator.Http.RunJobAsync("sweep-audit");

        var there = SharedCluster.Second.CreateClient(SharedCluster.Administrator.AccessToken);
        var (here, seen) = (await SharedCluster.Administrator.Http.ScheduledJobAsync("sweep-audit"), await there.ScheduledJobAsync("sweep-audit"));
        seen.Text("lastSummary").ShouldBe(summary);
        seen.GetProperty("lastRunAt").GetDateTimeOffset().ShouldBe(here.GetProperty("lastRunAt").GetDateTimeOffset());
    }

    [Test]
    public async Task A_job_that_one_node_pauses_is_paused_on_all_and_runs_when_somebody_asks()
    {
        var there = SharedCluster.Second.CreateClient(SharedCluster.Administrator.AccessToken);
        await (await SharedCluster.Administrator.Http.PostAsync("/v1/admin/jobs/sweep-mail/pause", null)).BodyAsync();

        (await there.ScheduledJobAsync("sweep-mail")).GetProperty("paused").GetBoolean().ShouldBeTrue();
        (await there.RunJobAsync("sweep-mail")).ShouldEndWith(".");
        await (await there.PostAsync("/v1/admin/jobs/sweep-mail/resume", null)).BodyAsync();

        (await SharedCluster.Administrator.Http.ScheduledJobAsync("sweep-mail")).GetProperty("paused").GetBoolean().ShouldBeFalse();
        (await there.PostAsync("/v1/admin/jobs/nothing/pause", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Renditions_are_made_by_nodes_that_took_no_upload_and_each_once()
    {
        var user = await SharedCluster.First.SignUpAsync("renditions@example.org");
        var clients = SharedCluster.Cluster.ClientsOf(user.AccessToken);
        var images = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => clients[at % 2].UploadAsync(Padded.Jpeg(8_000))));

        var ready = await Task.WhenAll(images.Select(image => clients[0].WaitForProcessingAsync(image.Text("id"))));

        ready.ShouldAllBe(image => image.Text("processing") == "ready");
        var ids = images.Select(image => image.Text("id")).ToHashSet();
        var made = (await SharedCluster.Cluster.ObjectsAsync()).Select(stored => Path.GetFileName(stored.Name)).Where(name => ids.Contains(name[..Math.Min(11, name.Length)]));
        made.Count().ShouldBe(2 * images.Length);
    }
}
