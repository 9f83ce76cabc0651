using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Quotas;

/// <summary>64 clients at each limit at once, half of them at another node where the engine is one that nodes share: as many get in as there is room for.</summary>
public class TwoNodesTests() : ServerFixture(
    // What tokens name, whichever node they go to.
    "--Picora:Urls:Api=http://picora.test",
    $"--Picora:Plans:pro:ImgStorageBytes={Room * Size}",
    $"--Picora:Plans:pro:ImgUploadMonth={Room}",
    $"--Picora:Plans:trial:ImgUploadDay={Room}",
    $"--Picora:Plans:trial:ApiKeyCount={Room}")
{
    private const int Clients = 64;
    private const int Room = 23;
    private const int Size = 4_000;

    private TestUser administrator = null!;
    private string other = null!;

    [OneTimeSetUp]
    public async Task AddNodeAsync()
    {
        Server.Clock.ToNoon();
        administrator = await Server.SignUpAsync();
        // A SQLite database belongs to one process.
        other = TestDatabase.Engine == TestDatabase.Sqlite ? Server.Url : await Server.AddNodeAsync();
    }

    [TestCase("pro", "img_storage", Size + 1, Room - 1)]
    [TestCase("pro", "uploads_per_month", Size / 2, Room)]
    [TestCase("trial", "uploads_per_day", Size, Room)]
    public async Task As_many_pictures_come_in_as_there_is_room_for(string plan, string type, int size, int fits)
    {
        var user = await OnPlanAsync(plan);

        var responses = await AtOnceAsync(user, client => client.PostImageAsync(Padded.Jpeg(size)));

        await OnlyAsync(responses, fits, type);
        var images = (await user.Http.UsageAsync()).GetProperty("images");
        (images.GetProperty("storageUsed").GetInt64(), images.GetProperty("totalCount").GetInt32(), images.GetProperty("uploadCountToday").GetInt32())
            .ShouldBe((fits * size, fits, fits));
        (await user.Http.StorageHeldAsync()).ShouldBe(fits * size);
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes and 0 items");
    }

    [Test]
    public async Task As_many_keys_are_made_as_there_is_room_for()
    {
        var user = await OnPlanAsync("trial");

        var responses = await AtOnceAsync(user, client => client.PostAsJsonAsync("/v1/api-keys", new { name = "k" }));

        await OnlyAsync(responses, Room, "api_key_count");
        var keys = (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync()).EnumerateArray().Select(key => key.Text("id")).ToList();
        keys.Count.ShouldBe(Room);
        // Every key is revoked by several at once; each gives one place back.
        await Task.WhenAll(keys.SelectMany(key => new[] { Server.Url, other, other }.Select(node => Server.CreateClient(user.AccessToken, node).DeleteAsync($"/v1/api-keys/{key}"))));
        await OnlyAsync(await AtOnceAsync(user, client => client.PostAsJsonAsync("/v1/api-keys", new { name = "k" })), Room, "api_key_count");
    }

    private async Task<TestUser> OnPlanAsync(string plan)
    {
        var user = await Server.SignUpAsync();
        await (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { plan })).DataAsync();
        return user;
    }

    private async Task<IReadOnlyList<HttpResponseMessage>> AtOnceAsync(TestUser user, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        HttpClient[] clients = [.. Enumerable.Range(0, Clients).Select(number => Server.CreateClient(user.AccessToken, number % 2 == 0 ? Server.Url : other))];
        return await Task.WhenAll(clients.Select(send));
    }

    private static async Task OnlyAsync(IReadOnlyList<HttpResponseMessage> responses, int fits, string type)
    {
        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(fits);
        foreach (var refused in responses.Where(response => response.StatusCode != HttpStatusCode.Created))
        {
            var body = await refused.BodyAsync(HttpStatusCode.Forbidden);
            (body.Text("code"), body.Text("error")).ShouldBe(("QUOTA_EXCEEDED", $"Quota exceeded: {type}"));
        }
    }
}
