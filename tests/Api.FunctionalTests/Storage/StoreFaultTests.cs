using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Faults;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Storage;

/// <summary>
/// Case 21 on both stores, background work included: whichever call fails, before or after it took effect, in the end there is all that was
/// acknowledged, and nothing else.
/// </summary>
[TestFixture(TestStore.Folder)]
[TestFixture(TestStore.S3)]
[Category(TestCategories.OneEngine)]
public class StoreFaultTests(string kind)
{
    private const int MostCalls = 100;
    private const int MostTries = 4;

    private readonly StorageFaults faults = new() { IsThorough = true };
    private readonly HashSet<string> sent = [];
    private readonly Dictionary<string, string> acknowledged = [];
    private readonly HttpClient web = new();
    private int measured;
    private TestStore store = null!;
    private PicoraServer server = null!;
    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Assume.That(TestStore.Missing(kind), Is.Null);
        store = await TestStore.CreateAsync(kind);
        server = await PicoraServer.StartWithFaultsAsync(
            faults,
            [
                .. store.Settings, "--Picora:Accounts:SignUpPlan=pro", "--Picora:Processing:RetrySeconds=0", "--Picora:Processing:MaxAttempts=100", "--Picora:Jobs:PollSeconds=1", "--Picora:Imaging:Workers=1",
                "--Picora:Jobs:Schedules:sweep-uploads=0 0 0 1 1 ? 2099", "--Picora:Jobs:Schedules:sweep-variants=0 0 0 1 1 ? 2099",
            ]);
        user = await server.SignUpAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        web.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Whichever_call_fails_nothing_acknowledged_is_lost_and_nothing_else_is_left(bool after)
    {
        await ForEachCallAsync("upload", after, UploadAsync);
        await ForEachCallAsync("tus", after, ResumeAsync);
        await ForEachCallAsync("presigned", after, PresignAsync);
        await ForEachCallAsync("variant", after, MeasureAsync);
        await ForEachCallAsync("delete", after, DeleteAsync);

        // A sweeper that is days ahead would take a rendition that is just being made for a left-over one.
        await ProcessedAsync();
        await SweepAsync();

        var images = await ProcessedAsync();
        images.ShouldAllBe(image => image.Text("processing") == "ready");
        acknowledged.Keys.Except(images.Select(image => image.Text("id"))).ShouldBeEmpty();
        foreach (var image in images)
        {
            var hash = Hash(await user.Http.GetByteArrayAsync(image.PathOf("url")));
            sent.ShouldContain(hash);
            acknowledged.GetValueOrDefault(image.Text("id"), hash).ShouldBe(hash);
        }

        await ComparedWithStoreAsync(images.Length);
        (await user.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // Renditions lie in folders of two digits, pictures made to measure in those of their media.
    private static bool IsRendition(string name) => name.StartsWith("variants/", StringComparison.Ordinal) && name.Split('/')[1].Length == 2;

    private async Task ComparedWithStoreAsync(int pictures)
    {
        var contents = await store.ContentsAsync(server);
        var words = string.Join('\n', contents);
        contents.Count(name => name.StartsWith("originals/", StringComparison.Ordinal)).ShouldBe(pictures, words);
        contents.Count(IsRendition).ShouldBe(2 * pictures, words);
        contents.ShouldAllBe(name => name.StartsWith("originals/", StringComparison.Ordinal) || name.StartsWith("variants/", StringComparison.Ordinal));
        contents.ShouldNotContain(name => name.EndsWith(".part", StringComparison.Ordinal) || name.Contains("uploadId", StringComparison.Ordinal));
    }

    private async Task ForEachCallAsync(string what, bool after, Func<Task> act)
    {
        var tried = new List<string>();
        for (var call = 1; call < MostCalls; call++)
        {
            faults.Arm(call, after);
            await act();
            var failed = faults.Failed;
            faults.Disarm();
            if (failed is null)
            {
                await TestContext.Out.WriteLineAsync($"{what}: {string.Join(", ", tried)}");
                tried.Count.ShouldBeGreaterThan(0);
                return;
            }

            tried.Add(failed);
        }

        Assert.Fail($"{what} makes more than {MostCalls} calls.");
    }

    // With its renditions: the worker's calls count, too.
    private async Task UploadAsync()
    {
        var picture = NewPicture();
        var answer = await user.Http.PostImageAsync(picture, "a.jpg", ("isPublic", "false"));
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            (await answer.CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("STORAGE_UNAVAILABLE");
            return;
        }

        var id = (await answer.DataAsync(HttpStatusCode.Created)).Text("id");
        acknowledged[id] = Hash(picture);
        (await user.Http.WaitForProcessingAsync(id)).Text("processing").ShouldBe("ready");
    }

    // What the sweeper finishes instead nobody is told of.
    private async Task ResumeAsync()
    {
        var picture = NewPicture();
        var url = await user.Http.BeginTusAsync(picture.Length);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            using var head = await user.Http.HeadTusAsync(url);
            if (head.StatusCode == HttpStatusCode.NotFound || IsAcknowledged(head, picture))
            {
                return;
            }

            var offset = head.Offset() ?? 0;
            using var answer = await user.Http.PatchTusAsync(url, offset, picture[(int)offset..Math.Min(picture.Length, (int)offset + 12_000)]);
            new[] { 204, 409, 423, 503 }.ShouldContain((int)answer.StatusCode, $"{kind} {faults.Failed}, attempt {attempt} at {offset}: {await answer.Content.ReadAsStringAsync()}");
            if (IsAcknowledged(answer, picture))
            {
                return;
            }
        }
    }

    // Asking how far it is finishes an upload that has all its bytes, too.
    private bool IsAcknowledged(HttpResponseMessage answer, byte[] picture)
    {
        if (answer.One("X-Picora-Resource-Id") is not { } id)
        {
            return false;
        }

        acknowledged[id] = Hash(picture);
        return true;
    }

    // In a bucket the file goes straight to the store.
    private async Task PresignAsync()
    {
        var picture = NewPicture();
        var upload = await user.Http.WriteAsync(
            "/v1/uploads/presign", new { filename = "a.jpg", contentType = "image/jpeg", bytes = picture.Length, isPublic = false }, HttpStatusCode.Created);
        var address = new Uri(upload.Text("uploadUrl"));
        address = kind == TestStore.S3 ? address : new Uri(new Uri(server.Url), address.PathAndQuery);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            using var sending = await web.PutAsync(address, new ByteArrayContent(picture));
            using var taken = await user.Http.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = upload.Text("uploadId") });
            if (taken.StatusCode == HttpStatusCode.Created)
            {
                acknowledged[(await taken.DataAsync(HttpStatusCode.Created)).Text("id")] = Hash(picture);
                return;
            }
        }

        Assert.Fail($"After {faults.Failed} the file is never taken.");
    }

    private async Task MeasureAsync()
    {
        var image = await user.Http.GetImageAsync(acknowledged.Keys.First());
        var path = $"{image.PathOf("url")}?w={20 + measured++}&fmt=png";
        (await TryGetAsync(path) ?? await TryGetAsync(path)).ShouldNotBeNull();
    }

    /// <summary>The whole body's hash; null when it is refused or breaks off.</summary>
    private async Task<string?> TryGetAsync(string path)
    {
        try
        {
            using var answer = await user.Http.GetAsync(path);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
            return answer.IsSuccessStatusCode ? Hash(await answer.Content.ReadAsByteArrayAsync()) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task DeleteAsync()
    {
        var id = acknowledged.Keys.Last();
        var answer = await user.Http.DeleteAsync($"/v1/images/{id}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        acknowledged.Remove(id);
    }

    private byte[] NewPicture()
    {
        var picture = Padded.Jpeg(20_000);
        sent.Add(Hash(picture));
        return picture;
    }

    private async Task<JsonElement[]> ProcessedAsync() =>
        await Task.WhenAll((await user.Http.WalkAsync("/v1/images?limit=50")).Select(user.Http.WaitForProcessingAsync));

    private async Task SweepAsync()
    {
        // Past every deadline, so that the sweepers take what is left.
        server.Clock.Advance(TimeSpan.FromDays(2));
        user = await server.SignUpAsync(user.Email);
        await Poll.UntilAsync(
            async () =>
            {
                var uploads = await user.Http.RunJobAsync("sweep-uploads");
                var variants = await user.Http.RunJobAsync("sweep-variants");
                return uploads.EndsWith("removed 0 files.", StringComparison.Ordinal) && variants.StartsWith("Removed 0 ", StringComparison.Ordinal);
            },
            "the sweepers to be done");
    }
}
