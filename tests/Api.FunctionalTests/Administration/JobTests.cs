using System.Net;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Administration;

public class JobTests() : ServerFixture
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task Jobs_are_for_administrators_only()
    {
        var user = await Server.SignUpAsync();
        var key = await administrator.CreateKeyAsync();
        foreach (var (method, route) in new[] { (HttpMethod.Get, "/v1/admin/jobs"), (HttpMethod.Post, "/v1/admin/jobs/sweep-uploads/run"), (HttpMethod.Post, "/v1/admin/jobs/x/retry") })
        {
            (await SendAsync(Server.CreateClient(), method, route)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await (await SendAsync(user.Http, method, route)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN");
            (await (await SendAsync(key.Http, method, route)).BodyAsync(HttpStatusCode.Forbidden)).Text("error").ShouldContain("API keys can only access");
        }
    }

    [Test]
    public async Task Scheduled_jobs_say_what_they_are_for_when_they_run_and_how_they_went()
    {
        await administrator.Http.RunJobAsync("sweep-uploads");
        var data = await (await administrator.Http.GetAsync("/v1/admin/jobs")).DataAsync();

        data.EnumerateObject().Select(member => member.Name).ShouldBe(["counts", "items", "scheduled"], ignoreOrder: true);
        var scheduled = data.GetProperty("scheduled").EnumerateArray().ToDictionary(job => job.Text("name"));
        scheduled.Keys.ShouldBe(["alert-quotas", "expire-images", "expire-plans", "purge-documents", "purge-trash", "reconcile-quotas", "sweep-accounts", "sweep-answers", "sweep-audit", "sweep-bandwidth", "sweep-exports", "sweep-mail", "sweep-rate-limits", "sweep-tombstones", "sweep-uploads", "sweep-variants", "trim-variants", "warn-keys"], ignoreOrder: true);
        scheduled.Values.ShouldAllBe(job => job.Text("description").EndsWith('.') && job.Text("schedule").Length > 0 && job.GetProperty("nextRunAt").ValueKind == JsonValueKind.String);
        var sweep = scheduled["sweep-uploads"];
        sweep.GetProperty("lastSucceeded").GetBoolean().ShouldBeTrue();
        sweep.Text("lastSummary").ShouldStartWith("Took back 0 unfinished uploads");
        scheduled["sweep-variants"].GetProperty("lastRunAt").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task A_picture_that_cannot_be_decoded_fails_in_sight_and_can_be_tried_again()
    {
        var image = await administrator.Http.UploadAsync(Broken.Png());
        var id = image.Text("id");
        var failed = await administrator.Http.WaitForProcessingAsync(id);

        failed.Text("processing").ShouldBe("failed");
        (failed.GetProperty("thumbnailUrl").ValueKind, failed.GetProperty("previewUrl").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        var job = await FailedAsync(id);
        (job.Text("kind"), job.Text("state")).ShouldBe(("image-variants", "failed"));
        job.Text("lastError").ShouldStartWith("IMAGE_UNREADABLE");
        job.GetProperty("attempts").GetInt32().ShouldBe(1);

        (await administrator.Http.PostAsync($"/v1/admin/jobs/{job.Text("id")}/retry", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.Http.WaitForProcessingAsync(id)).Text("processing").ShouldBe("failed");
        (await FailedAsync(id)).GetProperty("attempts").GetInt32().ShouldBe(1);

        // The original is served as it came, and deleting it takes the failed job along.
        (await Server.CreateClient().GetAsync(image.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await administrator.Http.DeleteAsync($"/v1/images/{id}")).BodyAsync();
        (await (await administrator.Http.GetAsync("/v1/admin/jobs?state=failed")).DataAsync()).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [TestCase("/v1/admin/jobs/nothing/run")]
    [TestCase("/v1/admin/jobs/image-variants~00000000000/retry")]
    [TestCase("/v1/admin/jobs/image-variants~short/retry")]
    [TestCase("/v1/admin/jobs/other-kind~00000000000/run")]
    public async Task An_unknown_job_is_404(string route) =>
        (await (await administrator.Http.PostAsync(route, null)).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");

    [TestCase("state=resting", 422)]
    [TestCase("limit=0", 422)]
    [TestCase("limit=201", 422)]
    [TestCase("limit=many", 400)]
    public async Task A_wrong_filter_is_refused(string query, int status) =>
        ((int)(await administrator.Http.GetAsync($"/v1/admin/jobs?{query}")).StatusCode).ShouldBe(status);

    [Test]
    public async Task A_picture_that_is_ready_has_no_job_to_retry()
    {
        var id = (await administrator.Http.UploadAsync(Pictures.Png(8, 8))).Text("id");
        await administrator.Http.WaitForProcessingAsync(id);
        (await administrator.Http.PostAsync($"/v1/admin/jobs/image-variants~{id}/retry", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<JsonElement> FailedAsync(string id)
    {
        var jobs = await (await administrator.Http.GetAsync("/v1/admin/jobs?state=failed")).DataAsync();
        jobs.GetProperty("counts").GetProperty("failed").GetInt32().ShouldBe(1);
        return jobs.GetProperty("items").EnumerateArray().Single(job => job.Text("subjectId") == id);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string route)
    {
        using var request = new HttpRequestMessage(method, route);
        return await client.SendAsync(request);
    }
}
