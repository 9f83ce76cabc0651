using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Faults;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Uploads;

/// <summary>
/// Case 21: whatever call of the storage fails, the first, the second or any other, before it has done its work or after: what was acknowledged is
/// there, what was not costs nothing and leaves nothing, and trying again helps. One test per way in that <see cref="Storage.StoreFaultTests"/> leaves;
/// each tries every call.
/// </summary>
[Category(TestCategories.OneEngine)]
public class StorageFaultTests
{
    private const int MostCalls = 60;
    private const int MostTries = 4;
    private readonly StorageFaults faults = new();
    private readonly RawWebServer web = new(IPAddress.Parse("127.0.0.2"));
    private PicoraServer server = null!;
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await PicoraServer.StartWithFaultsAsync(
        faults, "--Picora:Accounts:SignUpPlan=pro", "--Picora:Imaging:Workers=0", "--Picora:Uploads:ReservationSeconds=1", "--Picora:Uploads:OrphanAgeSeconds=1",
        "--Picora:Video:Preset=ultrafast",
        $"--Picora:Import:Ports=80,{web.Port}", "--Picora:Import:AllowedNetworks:0=127.0.0.2/32");

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        await web.DisposeAsync();
    }

    [SetUp]
    public async Task SignInAsync() => administrator = await server.SignUpAsync(administrator?.Email);

    [Test]
    public Task An_import()
    {
        web.Serve("/picture", Picture);
        return EachCallAsync(Picture, async (client, _) => await ReadAsync(await client.PostAsJsonAsync("/v1/media/import", new { url = $"{web.Url}/picture", isPublic = false })));
    }

    [Test]
    public Task Base64() => EachCallAsync(
        Picture, async (client, bytes) => await ReadAsync(await client.PostAsJsonAsync("/v1/media", new { data = Convert.ToBase64String(bytes), isPublic = false })));

    [Test]
    public Task A_drawing_that_is_written_anew() => EachCallAsync(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>1</script><path d='M0 0h9'/></svg>"u8.ToArray(),
        async (client, bytes) => await ReadAsync(await client.PostImageAsync(bytes, "a.svg", ("isPublic", "false"))), keepsBytes: false);

    [Test]
    public Task Sound() => EachCallAsync(Tracks.Mp3(1), async (client, bytes) => await ReadAsync(await client.PostAudioAsync(bytes, fields: ("isPublic", "false"))));

    [Test]
    public Task A_film() => EachCallAsync(
        Clips.Mp4(1, "64x36"), async (client, bytes) => await ReadAsync(await client.PostVideoAsync(bytes, fields: ("isPublic", "false"))), keepsBytes: false);

    [Test]
    public Task The_picture_of_a_document() => EachCallAsync(
        Picture,
        async (client, bytes) =>
        {
            var answer = await client.PostDocAsync($"# Harbour\n\n![](data:image/jpeg;base64,{Convert.ToBase64String(bytes)})");
            // A picture that fails does not keep the document out: the answer names it.
            var doc = answer.IsSuccessStatusCode ? await answer.DataAsync(answer.StatusCode) : default;
            if (doc.ValueKind == JsonValueKind.Undefined || doc.GetProperty("failedCount").GetInt32() > 0)
            {
                if (doc.ValueKind != JsonValueKind.Undefined)
                {
                    await client.DeleteAsync($"/v1/docs/{doc.Text("id")}?hard=true");
                }

                return null;
            }

            await client.DeleteAsync($"/v1/docs/{doc.Text("id")}?hard=true");
            return (await client.ReadAsync("/v1/media")).GetProperty("items").EnumerateArray().Single();
        },
        keepsBytes: false);

    private static byte[] Picture { get; } = Padded.Jpeg(9000);

    /// <param name="send">One attempt; null when it failed.</param>
    private async Task EachCallAsync(byte[] bytes, Func<HttpClient, byte[], Task<JsonElement?>> send, bool keepsBytes = true)
    {
        var tried = new List<string>();
        foreach (var after in new[] { false, true })
        {
            for (var call = 1; call <= MostCalls; call++)
            {
                var client = (await (await server.SignUpAsync()).CreateKeyAsync("read_write_delete")).Http;
                faults.Arm(call, after);
                var medium = await send(client, bytes);
                var failed = faults.Failed;
                faults.Disarm();
                for (var attempt = 1; medium is null && attempt < MostTries; attempt++)
                {
                    medium = await send(client, bytes);
                }

                medium.ShouldNotBeNull($"call {call}, {failed}");
                await TakeAwayAsync(client, medium.Value, keepsBytes ? bytes : null, $"call {call}, {failed}");
                if (failed is null)
                {
                    break;
                }

                tried.Add(failed);
            }
        }

        tried.Count.ShouldBeInRange(2, 2 * MostCalls - 2);
        await TestContext.Out.WriteLineAsync(string.Join(", ", tried));
    }

    private async Task TakeAwayAsync(HttpClient client, JsonElement medium, byte[]? bytes, string what)
    {
        var listed = (await client.ReadAsync("/v1/media")).GetProperty("items").EnumerateArray().ToList();
        listed.Select(item => item.Text("id")).ShouldBe([medium.Text("id")], what);
        if (bytes is not null)
        {
            (await client.GetByteArrayAsync(listed[0].PathOf("url"))).ShouldBe(bytes, what);
        }

        var deleted = await client.DeleteJsonAsync("/v1/media", new { items = new[] { new { id = medium.Text("id"), type = listed[0].Text("type") } } });
        (await deleted.DataAsync()).GetProperty("failed").GetArrayLength().ShouldBe(0, what);
        server.Clock.Advance(TimeSpan.FromSeconds(3));
        await Poll.UntilAsync(
            async () =>
            {
                await administrator.Http.RunJobAsync("sweep-uploads");
                await administrator.Http.RunJobAsync("sweep-variants");
                return ServerFiles.All(server.DataFolder).Count == 0;
            },
            $"the sweepers to leave nothing of {what}");
        (await client.StorageHeldAsync()).ShouldBe(0, what);
        (await client.MediaStorageAsync()).ShouldBe(0, what);
    }

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            ((int)answer.StatusCode).ShouldBeInRange(500, 599);
            return null;
        }

        return WithId(await answer.DataAsync(answer.StatusCode));
    }

    private static JsonElement WithId(JsonElement data) =>
        data.TryGetProperty("id", out _) ? data : JsonSerializer.SerializeToElement(new { id = data.Text("videoId") });
}
