using System.Net;
using System.Security.Cryptography;
using Picora.Testing;
using Picora.Testing.Faults;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Storage;

/// <summary>Case 22: a store that is full, read-only or away is told by a stable code, leaves a clean state, and is used again by itself.</summary>
[Category(TestCategories.OneEngine)]
public class StoreOutageTests
{
    private static readonly (Exception Trouble, HttpStatusCode Status, string Code)[] Troubles =
    [
        (new IOException("No space left on device", 28), HttpStatusCode.InsufficientStorage, "STORAGE_FULL"),
        (new IOException("Read-only file system", 30), HttpStatusCode.ServiceUnavailable, "STORAGE_UNAVAILABLE"),
        (new UnauthorizedAccessException("Access is denied"), HttpStatusCode.ServiceUnavailable, "STORAGE_UNAVAILABLE"),
    ];

    [Test]
    public async Task A_folder_that_is_full_or_takes_nothing_is_told_and_used_again_when_it_does()
    {
        var faults = new StorageFaults();
        await using var server = await PicoraServer.StartWithFaultsAsync(faults);
        var user = await server.SignUpAsync();
        var kept = await user.Http.UploadAsync(Padded.Jpeg(9_000));
        foreach (var (trouble, status, code) in Troubles)
        {
            var held = await user.Http.StorageHeldAsync();
            faults.Outage = trouble;
            (await (await user.Http.PostImageAsync(Padded.Jpeg(9_000))).CodeAsync(status)).ShouldBe(code);
            faults.Outage = null;

            (await user.Http.StorageHeldAsync()).ShouldBe(held);
            (await user.Http.GetAsync(kept.PathOf("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
            await user.Http.UploadAsync(Padded.Jpeg(9_000));
        }

        await SweptAsync(server, user, 1 + Troubles.Length);
    }

    [Test]
    public async Task A_bucket_that_is_away_is_told_and_used_again_when_it_is_back()
    {
        Assume.That(S3Server.Missing, Is.Null);
        var s3 = await S3Server.SharedAsync();
        await using var line = new BrittleLine(s3.Url);
        await using var server = await PicoraServer.StartAsync(
        [
            .. s3.SettingsOf(await s3.CreateBucketAsync(), isPublic: false), $"--Picora:Storage:S3:Endpoint={line.Url}", "--Picora:Storage:S3:Retries=1",
        ]);
        var user = await server.SignUpAsync();
        var (first, second) = (Padded.Jpeg(900_000), Padded.Jpeg(9_000));
        var kept = await user.Http.UploadAsync(first, "a.jpg", ("isPublic", "false"));
        var doomed = await user.Http.UploadAsync(second, "b.jpg", ("isPublic", "false"));

        line.IsDown = true;
        await RefusedAsync(server, user, kept.PathOf("url"));
        (await user.Http.DeleteAsync($"/v1/images/{doomed.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        line.IsDown = false;

        SHA256.HashData(await user.Http.GetByteArrayAsync(kept.PathOf("url"))).ShouldBe(SHA256.HashData(first));
        await user.Http.UploadAsync(second, "b.jpg", ("isPublic", "false"));
        await Poll.UntilAsync(async () => (await user.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "the server to be ready again");
        (await user.Http.StorageHeldAsync()).ShouldBe(909_000);
        await SweptAsync(server, user, 2);
    }

    private static async Task RefusedAsync(PicoraServer server, TestUser user, string path)
    {
        (await (await user.Http.PostImageAsync(Padded.Jpeg(20_000))).CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("STORAGE_UNAVAILABLE");
        (await (await user.Http.GetAsync(path)).CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("STORAGE_UNAVAILABLE");
        await Poll.UntilAsync(
            async () => (await server.CreateClient().GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable, "the server to say so");
        (await server.CreateClient().GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // Past every deadline, so that the sweeper takes what is left; the storage then has the originals of these pictures and no others.
    private static async Task SweptAsync(PicoraServer server, TestUser user, int pictures)
    {
        server.Clock.Advance(TimeSpan.FromDays(2));
        var administrator = await server.SignUpAsync(user.Email);
        await Poll.UntilAsync(
            async () => (await administrator.Http.RunJobAsync("sweep-uploads")).EndsWith("removed 0 files.", StringComparison.Ordinal), "the sweeper to be done");
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain($"repaired 0, drift 0 bytes and 0 items; the storage holds {pictures} originals");
    }
}
