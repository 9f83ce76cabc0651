using System.Net;
using System.Net.Http.Headers;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Operations;

[Category(TestCategories.OneEngine)]
public class MetricsTests
{
    private const string Token = "a-token-of-the-collector";

    [Test]
    public async Task Only_an_administrator_and_the_holder_of_the_token_read_the_metrics()
    {
        await using var server = await PicoraServer.StartAsync($"--Picora:Metrics:Token={Token}");
        var (admin, user) = (await server.SignUpAsync(), await server.SignUpAsync());
        var key = await admin.CreateKeyAsync("read_write_delete");

        (await StatusAsync(server.CreateClient())).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server.CreateClient(Token + "x"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(user.Http)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(key.Http)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(admin.Http)).ShouldBe(HttpStatusCode.OK);
        var answer = await server.CreateClient(Token).GetAsync("/metrics");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Test]
    public async Task A_network_is_let_in_by_its_address_and_a_proxy_by_whom_it_speaks_for()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Metrics:Networks:0=127.0.0.0/8", "--Picora:Proxies:0=127.0.0.1");

        (await StatusAsync(server.CreateClient())).ShouldBe(HttpStatusCode.OK);
        var proxied = server.CreateClient();
        proxied.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        (await StatusAsync(proxied)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Switched_off_there_is_nothing()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Metrics:Enabled=false");

        (await StatusAsync((await server.SignUpAsync()).Http)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task They_tell_what_the_server_did_and_nothing_of_whom()
    {
        await using var server = await PicoraServer.StartAsync($"--Picora:Metrics:Token={Token}", "--Picora:RateLimits:MutationPerMinute=1");
        var (admin, user) = (await server.SignUpAsync(), await server.SignUpAsync());
        var picture = Pictures.Jpeg();
        var image = await user.Http.UploadAsync(picture);
        await user.Http.PostImageAsync(picture);
        await server.CreateClient().GetAsync(image.Text("url"));
        await user.Http.DeleteAsync("/v1/images/none1");
        await user.Http.DeleteAsync("/v1/images/none2");
        await admin.Http.PostAsync("/v1/admin/jobs/reconcile-quotas/run", null);
        using var odd = new HttpRequestMessage(new HttpMethod("SECRETVERB"), "/v1/images/none3");
        await server.CreateClient().SendAsync(odd);
        var collector = server.CreateClient(Token);
        await Poll.UntilAsync(async () => (await ScrapeAsync(collector)).Sum("picora_jobs_runs_total", "reconcile-quotas") == 1, "the job to run");

        var scrape = await ScrapeAsync(collector);
        scrape.Sum("picora_uploads_total", "kind=\"image\"", "outcome=\"added\"").ShouldBe(1);
        scrape.Sum("picora_uploads_total", "kind=\"image\"", "outcome=\"duplicate\"").ShouldBe(1);
        scrape.Sum("picora_uploads_bytes_total", "kind=\"image\"").ShouldBe(picture.Length);
        scrape.Sum("picora_delivery_bytes_total", "bandwidth=\"img_bandwidth\"").ShouldBeGreaterThan(0);
        scrape.Sum("picora_ratelimit_refusals_total", "counter=\"Mutation\"").ShouldBeGreaterThan(0);
        scrape.Sum("picora_quota_drift").ShouldBe(0);
        scrape.Samples["picora_storage_bytes"].ShouldBe(picture.Length);
        scrape.Samples["picora_storage_orphan_bytes"].ShouldBe(0);
        scrape.Types["picora_queue_age_seconds"].ShouldBe("gauge");
        scrape.Samples.Keys.ShouldContain(key => key.StartsWith("picora_queue_items{queue=\"mail\",state=\"waiting\"}", StringComparison.Ordinal));
        scrape.Sum("http_server_request_duration_seconds_count", "http_route=\"/v1/images/{id}\"", "http_request_method=\"DELETE\"").ShouldBe(2);
        scrape.Types.Keys.ShouldContain("dotnet_process_memory_working_set_bytes");
        string[] personal = [user.Id, image.Text("id"), "none1", "SECRETVERB", "127.0.0.1:", server.DataFolder];
        personal.ShouldAllBe(text => !scrape.Samples.Keys.Any(key => key.Contains(text, StringComparison.Ordinal)));
    }

    [Test]
    [Category(TestCategories.OneEngine)]
    public async Task What_no_row_refers_to_is_told_once_it_is_a_day_old()
    {
        await using var server = await PicoraServer.StartAsync($"--Picora:Metrics:Token={Token}");
        var admin = await server.SignUpAsync();
        await admin.Http.UploadAsync(Pictures.Jpeg());
        var kept = ServerFiles.All(server.DataFolder).First(file => file.Contains("/originals/", StringComparison.Ordinal));
        await WriteAsync("lost.bin", 1234, TimeSpan.FromDays(3));
        await WriteAsync("young.bin", 99, TimeSpan.Zero);

        (await admin.Http.RunJobAsync("reconcile-quotas")).ShouldEndWith("No row refers to 1 of them, of 1234 bytes: picora fsck names them.");

        (await ScrapeAsync(server.CreateClient(Token))).Samples["picora_storage_orphan_bytes"].ShouldBe(1234);

        async Task WriteAsync(string name, int bytes, TimeSpan age)
        {
            var file = Path.Combine(Path.GetDirectoryName(kept)!, name);
            await File.WriteAllBytesAsync(file, new byte[bytes]);
            File.SetLastWriteTimeUtc(file, (server.Clock.GetUtcNow() - age).UtcDateTime);
        }
    }

    [Test]
    public async Task How_long_work_has_waited_is_counted_from_when_it_was_due()
    {
        await using var server = await PicoraServer.StartAsync($"--Picora:Metrics:Token={Token}", "--Picora:Imaging:Workers=0", "--Picora:Jobs:Enabled=false");
        var user = await server.SignUpAsync();
        await user.Http.UploadAsync(Pictures.Jpeg());
        server.Clock.Advance(TimeSpan.FromMinutes(3));

        var scrape = await ScrapeAsync(server.CreateClient(Token));
        scrape.Sum("picora_queue_items", "queue=\"image-variants\"", "state=\"waiting\"").ShouldBe(1);
        scrape.Sum("picora_queue_age_seconds", "queue=\"image-variants\"").ShouldBe(180, tolerance: 1);
        scrape.Sum("picora_queue_age_seconds", "queue=\"video-transcodes\"").ShouldBe(0);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client) => (await client.GetAsync("/metrics")).StatusCode;

    private static async Task<PrometheusScrape> ScrapeAsync(HttpClient client) => PrometheusScrape.Parse(await client.GetStringAsync("/metrics"));
}
