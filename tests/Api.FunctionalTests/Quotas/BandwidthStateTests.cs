using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Quotas;

/// <summary>Far more went out than the plan allows, on a server that refuses images then.</summary>
public class BandwidthStateTests() : ServerFixture("--Picora:Bandwidth:FlushSeconds=1", "--Picora:Bandwidth:Images=Refuse")
{
    [Test]
    public async Task Images_go_out_up_to_a_fifth_over_the_limit_and_again_in_the_next_month()
    {
        var administrator = await Server.SignUpAsync();
        var user = await Server.SignUpAsync();
        const int size = 10_000;
        var image = await user.Http.UploadAsync(Padded.Jpeg(size), "a.jpg");
        var path = image.PathOf("url");
        var sent = (await Server.CreateClient().GetByteArrayAsync(path)).Length;

        // Sent once of ten times; then twelve times of ten, which is not past the mark; then once more.
        await LimitAsync(administrator, user, sent * 10L);
        for (var i = 1; i < 12; i++)
        {
            (await Server.CreateClient().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await BandwidthAsync(user)).ShouldBe(12L * sent);
        (await Server.CreateClient().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        HttpResponseMessage refused = null!;
        await Poll.UntilAsync(
            async () => (refused = await Server.CreateClient().GetAsync(path)).StatusCode != HttpStatusCode.OK, "the suspension to be seen");
        var body = await refused.BodyAsync((HttpStatusCode)451);
        (body.Text("code"), body.Text("error")).ShouldBe(("BANDWIDTH_SUSPENDED", "Image service suspended due to bandwidth limit"));
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
        // Reading the list is no delivery.
        (await user.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.OK);

        Server.Clock.Advance(TimeSpan.FromDays(32));
        (await Server.CreateClient().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task LimitAsync(TestUser administrator, TestUser user, long limit) =>
        await (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { quotas = new[] { new { type = "img_bandwidth", limit } } })).DataAsync();

    private static async Task<long> BandwidthAsync(TestUser user) =>
        (await user.Http.UsageAsync()).GetProperty("quotas").EnumerateArray().Single(quota => quota.Text("type") == "img_bandwidth").GetProperty("used").GetInt64();
}
