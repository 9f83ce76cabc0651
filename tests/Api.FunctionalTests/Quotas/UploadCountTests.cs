using System.Net;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Quotas;

/// <summary>So many uploads in a UTC day and month. Failures and duplicates cost nothing; what is deleted was uploaded all the same.</summary>
public class UploadCountTests() : ServerFixture($"--Picora:Plans:trial:ImgUploadDay={PerDay}", $"--Picora:Plans:trial:ImgUploadMonth={PerMonth}")
{
    private const int PerDay = 3;
    private const int PerMonth = 5;

    [OneTimeSetUp]
    public void ToNoon() => Server.Clock.ToNoon();

    [Test]
    public async Task A_day_and_a_month_end_by_themselves_and_deleting_gives_nothing_back()
    {
        await using var server = await PicoraServer.StartAsync($"--Picora:Plans:trial:ImgUploadDay={PerDay}", $"--Picora:Plans:trial:ImgUploadMonth={PerMonth}");
        server.Clock.ToNoon();
        var user = await server.SignUpAsync();
        await FillAsync(user, PerDay);
        await RefusedAsync(user, "uploads_per_day", PerDay);

        var client = await NextDayAsync(server, user);
        await FillAsync(client, PerMonth - PerDay);
        await RefusedAsync(client, "uploads_per_month", PerMonth);

        server.Clock.Advance(TimeSpan.FromDays(31));
        client = await server.SignUpAsync(user.Email);
        await FillAsync(client, PerDay);
        await RefusedAsync(client, "uploads_per_day", PerDay);
        var images = (await client.Http.UsageAsync()).GetProperty("images");
        (images.GetProperty("uploadCountToday").GetInt32(), images.GetProperty("uploadCountMonth").GetInt32()).ShouldBe((PerDay, PerDay));
    }

    [Test]
    public async Task What_fails_and_what_is_there_already_is_not_counted()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Png(8, 8);
        for (var i = 0; i < PerDay + 1; i++)
        {
            (await user.Http.PostImageAsync([1, 2, 3])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await user.Http.PostImageAsync(picture)).IsSuccessStatusCode.ShouldBeTrue();
        }

        await FillAsync(user, PerDay - 1);
        await RefusedAsync(user, "uploads_per_day", PerDay);
    }

    [Test]
    public async Task Of_64_clients_at_once_exactly_as_many_upload_as_the_day_allows()
    {
        var user = await Server.SignUpAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => user.Http.PostImageAsync(Padded.Jpeg(2_000))));

        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(PerDay);
        foreach (var refused in responses.Where(response => response.StatusCode != HttpStatusCode.Created))
        {
            (await refused.BodyAsync(HttpStatusCode.Forbidden)).Text("error").ShouldBe("Quota exceeded: uploads_per_day");
        }

        (await user.Http.StorageHeldAsync()).ShouldBe(PerDay * 2_000);
    }

    private static async Task<TestUser> NextDayAsync(PicoraServer server, TestUser user)
    {
        server.Clock.Advance(TimeSpan.FromDays(1));
        return await server.SignUpAsync(user.Email);
    }

    private static async Task FillAsync(TestUser user, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var id = (await user.Http.UploadAsync(Padded.Jpeg(2_000))).Text("id");
            await (await user.Http.DeleteAsync($"/v1/images/{id}")).BodyAsync();
        }
    }

    private static async Task RefusedAsync(TestUser user, string type, int limit)
    {
        var refused = await (await user.Http.PostImageAsync(Padded.Jpeg(2_000))).BodyAsync(HttpStatusCode.Forbidden);
        (refused.Text("code"), refused.Text("error")).ShouldBe(("QUOTA_EXCEEDED", $"Quota exceeded: {type}"));
        JsonSerializer.Serialize(refused.GetProperty("meta")).ShouldBe($$"""{"type":"{{type}}","used":{{limit}},"limit":{{limit}}}""");
    }
}
