using System.Net;
using System.Security.Cryptography;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Operations;

/// <summary>From the local folder into a bucket and back, by configuration and one command each way.</summary>
[Category(TestCategories.OneEngine)]
public class StorageMoveS3Tests
{
    private readonly Dictionary<string, string> kept = [];

    [Test]
    public async Task All_objects_move_into_a_bucket_and_back()
    {
        Assume.That(S3Server.Missing, Is.Null);
        var s3 = await S3Server.SharedAsync();
        var bucket = await s3.CreateBucketAsync();
        await using var server = await PicoraProcess.StartAsync("--Picora:Imaging:Workers=0");
        var key = (await (await server.SignUpAsync()).CreateKeyAsync()).Secret;
        await KeepAsync(server.CreateClient(key), 5);

        await MoveAsync(server, key, [.. s3.SettingsOf(bucket), "--Picora:Storage:MoveFrom=Folder"]);
        ServerFiles.All(server.DataFolder).ShouldBeEmpty();
        (await s3.ContentsAsync(bucket)).Count.ShouldBe(kept.Count);

        await MoveAsync(server, key, "--Picora:Storage:Engine=Folder", "--Picora:Storage:MoveFrom=S3");
        ServerFiles.All(server.DataFolder).Count.ShouldBe(kept.Count);
        (await s3.ContentsAsync(bucket)).ShouldBeEmpty();
    }

    private async Task MoveAsync(PicoraProcess server, string key, params string[] settings)
    {
        await server.TerminateAsync();
        server.Reconfigure(settings);
        await server.StartAsync();
        var client = server.CreateClient(key);
        await AllAreServedAsync(client);
        await KeepAsync(client, 2);
        (await server.ToolAsync("storage", "move", "--apply")).Ending(0);
        await AllAreServedAsync(client);
        (await server.ToolAsync("verify")).Ending(0);
    }

    private async Task KeepAsync(HttpClient client, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var picture = Padded.Jpeg(8_000);
            // Private, so that the owner gets every byte back.
            var image = await client.UploadAsync(picture, "a.jpg", ("isPublic", "false"));
            kept[image.Text("id")] = Convert.ToHexStringLower(SHA256.HashData(picture));
        }
    }

    private async Task AllAreServedAsync(HttpClient client)
    {
        foreach (var (id, hash) in kept)
        {
            var served = await client.GetAsync((await client.GetImageAsync(id)).PathOf("url"));
            served.StatusCode.ShouldBe(HttpStatusCode.OK);
            Convert.ToHexStringLower(SHA256.HashData(await served.Content.ReadAsByteArrayAsync())).ShouldBe(hash);
        }
    }
}
