using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Operations;

/// <summary>All objects move to another store while people read, upload and delete, and the move is killed again and again.</summary>
[NonParallelizable]
public class StorageMoveTests
{
    private const int Clients = 2;

    private readonly ConcurrentDictionary<string, string> kept = new();

    [Test]
    [Category(TestCategories.OneEngine)]
    public Task Two_hundred_objects_and_three_kills() => MoveAsync(200, 3);

    [Test]
    [Explicit("Takes minutes.")]
    public Task Five_thousand_objects_and_ten_kills() => MoveAsync(5_000, 10);

    private async Task MoveAsync(int objects, int kills)
    {
        await using var server = await PicoraProcess.StartAsync(
            "--Picora:Imaging:Workers=0", "--Picora:Plans:trial:ImgStorageBytes=10000000000", "--Picora:Plans:trial:ImgUploadDay=1000000", "--Picora:Plans:trial:ImgUploadMonth=1000000");
        var (old, fresh) = (Path.Combine(server.DataFolder, "objects"), Path.Combine(server.DataFolder, "elsewhere"));
        var key = await (await server.SignUpAsync()).CreateKeyAsync("images:read", "images:write", "images:delete");
        await Parallel.ForAsync(0, objects, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) => await KeepAsync(key.Http));
        await server.TerminateAsync();
        string[] moving = [$"--Picora:Storage:Folder={fresh}", "--Picora:Storage:MoveFrom=Folder", $"--Picora:Storage:MoveFromFolder={old}"];
        server.Reconfigure(moving);
        await server.StartAsync();
        var client = server.CreateClient(key.Secret);
        using var over = new CancellationTokenSource();
        var deleted = new ConcurrentBag<string>();
        var people = Enumerable.Range(0, Clients).Select(_ => LiveAsync(client, deleted, over.Token)).ToList();
        var ends = await KillAsync(server, fresh, objects, kills);
        (await server.ToolAsync("storage", "move")).Ending(0);
        await over.CancelAsync();
        await Task.WhenAll(people);
        await TestContext.Out.WriteLineAsync($"{objects} objects, {ends} moves killed at work, {kept.Count} pictures at the end, {deleted.Count} deleted meanwhile");

        var done = (await server.ToolAsync("storage", "move", "--apply", "--json")).Ending(0).Json;
        done.GetProperty("removed").GetInt64().ShouldBeGreaterThan(0);
        Directory.GetFiles(old, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        await EverythingIsThereAsync(server, client, fresh);
    }

    private async Task EverythingIsThereAsync(PicoraProcess server, HttpClient client, string fresh)
    {
        foreach (var (id, hash) in kept)
        {
            (await HashAsync(client, id)).ShouldBe(hash);
        }

        (await server.ToolAsync("verify")).Ending(0);
        // Deleted ones did not come back to life.
        await Poll.UntilAsync(
            () => Directory.GetFiles(Path.Combine(fresh, "originals"), "*", SearchOption.AllDirectories).Length == kept.Count, "the objects of the deleted pictures to go");
        (await server.ToolAsync("fsck", "--min-age-hours=0")).Ending(0);
    }

    // Each once it has copied some more, so that all of them are ended at work.
    private static async Task<int> KillAsync(PicoraProcess server, string fresh, int objects, int kills)
    {
        var ends = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            using var move = PicoraTool.Start(["storage", "move", .. server.Settings]);
            var errors = move.StandardError.ReadToEndAsync();
            var enough = objects * kill / (kills + 1);
            await Poll.UntilAsync(() => move.HasExited || Count(fresh) >= enough, string.Create(CultureInfo.InvariantCulture, $"{enough} objects to be moved"));
            ends += move.HasExited ? 0 : 1;
            move.Kill();
            await move.WaitForExitAsync();
            await errors;
        }

        return ends;
    }

    private static int Count(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length : 0;

    private async Task LiveAsync(HttpClient client, ConcurrentBag<string> deleted, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await KeepAsync(client);
            var ids = kept.Keys.ToArray();
            var read = ids[Random.Shared.Next(ids.Length)];
            if (kept.TryGetValue(read, out var hash))
            {
                var served = await HashAsync(client, read);
                (served == hash || !kept.ContainsKey(read)).ShouldBeTrue($"{read} was served as {served}");
            }

            var gone = ids[Random.Shared.Next(ids.Length)];
            if (kept.TryRemove(gone, out _))
            {
                (await client.DeleteAsync($"/v1/images/{gone}", CancellationToken.None)).StatusCode.ShouldBe(HttpStatusCode.OK);
                deleted.Add(gone);
            }
        }
    }

    private async Task KeepAsync(HttpClient client)
    {
        var picture = Padded.Jpeg(Random.Shared.Next(4_000, 20_000));
        // Private, so that the owner gets every byte back.
        var image = await client.UploadAsync(picture, "a.jpg", ("isPublic", "false"));
        kept[image.Text("id")] = Convert.ToHexStringLower(SHA256.HashData(picture));
    }

    private static async Task<string?> HashAsync(HttpClient client, string id)
    {
        using var image = await client.GetAsync($"/v1/images/{id}");
        if (image.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        using var served = await client.GetAsync((await image.DataAsync()).PathOf("url"));
        return served.StatusCode == HttpStatusCode.OK ? Convert.ToHexStringLower(SHA256.HashData(await served.Content.ReadAsByteArrayAsync())) : null;
    }
}
