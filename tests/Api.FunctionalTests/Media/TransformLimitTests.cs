using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>How often pictures are made to measure, and for whom.</summary>
[Platform("Linux", Reason = "the imaging workers need it")]
public class TransformLimitTests() : ServerFixture(
    "--Picora:RateLimits:ColdTransformsPerMinute=10", "--Picora:RateLimits:PreviewsPerMinute=4", "--Picora:Transforms:RequireSignature=true",
    "--Picora:Transforms:Presets:small=w=8")
{
    private TestUser owner = null!;
    private string picture = string.Empty;
    private string id = string.Empty;

    private HttpClient Anyone => Server.CreateClient();

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        Server.Clock.Stop();
        owner = await Server.SignUpAsync();
        (picture, id) = await UploadAsync(owner);
    }

    [SetUp]
    public void BeginAMinute() => Server.Clock.Advance(TimeSpan.FromMinutes(1));

    [Test]
    public async Task Of_many_cold_ones_exactly_the_limit_is_made_for_an_owner_and_the_others_wait_for_the_next_minute()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 16).Select(quality => owner.Http.GetAsync($"{picture}?fmt=webp&q={quality}")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(10);
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        (await refused.CodeAsync(HttpStatusCode.TooManyRequests)).ShouldBe("RATE_LIMITED");
        var other = await Server.SignUpAsync();
        var (theirs, _) = await UploadAsync(other);
        (await other.Http.GetAsync($"{theirs}?w=7")).StatusCode.ShouldBe(HttpStatusCode.OK, "another owner's pictures are made");
        Server.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        (await owner.Http.GetAsync($"{picture}?fmt=webp&q=20")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Kept_ones_count_for_nothing()
    {
        for (var i = 0; i < 15; i++)
        {
            (await owner.Http.GetAsync($"{picture}?w=5")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task Of_many_previews_exactly_the_limit_is_made_for_a_user()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(width => owner.Http.GetAsync($"{picture}?w={width}&preview=1")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(4);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).ToList();
        refused.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        refused.ShouldAllBe(answer => answer.Headers.RetryAfter!.Delta!.Value <= TimeSpan.FromMinutes(1));
        (await owner.Http.GetAsync($"{picture}?w=9")).StatusCode.ShouldBe(HttpStatusCode.OK, "what is kept is another limit");
        Server.Clock.Advance(refused[0].Headers.RetryAfter!.Delta!.Value);
        (await owner.Http.GetAsync($"{picture}?w=10&preview=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Strangers_need_a_signature_for_parameters_of_their_own_and_none_for_presets()
    {
        var refused = await Anyone.GetAsync($"{picture}?w=6");
        (await refused.CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN");
        (await Anyone.GetAsync($"{picture}?preset=small")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Anyone.GetAsync($"{picture}?preset=small&w=6")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Anyone.GetAsync(picture)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var signed = await (await owner.Http.PostAsJsonAsync($"/v1/images/{id}/sign", new { transform = "w=6" })).DataAsync();
        (await Anyone.GetAsync(new Uri(signed.Text("signedUrl")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await Server.SignUpAsync()).Http.GetAsync($"{picture}?w=6")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "only the owner may do as they like");
    }

    private static async Task<(string Path, string Id)> UploadAsync(TestUser user)
    {
        var image = await user.Http.UploadAsync(Pictures.Png(16, 16));
        return (image.PathOf("url"), image.Text("id"));
    }
}
