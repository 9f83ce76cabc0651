using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Operations;

/// <summary>A backup that is made while people upload and delete is whole, and what is restored from it elsewhere is what was there.</summary>
public class BackupTests
{
    private const int Before = 20;
    private const int Clients = 3;

    private readonly ConcurrentDictionary<string, string> kept = new();
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("picora-backup-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_backup_under_load_restored_elsewhere_has_every_byte()
    {
        await using var server = await PicoraProcess.StartAsync("--Picora:Plans:trial:ImgStorageBytes=10000000000");
        var owner = await server.SignUpAsync();
        var key = await owner.CreateKeyAsync("images:read", "images:write", "images:delete");
        for (var number = 0; number < Before; number++)
        {
            await KeepAsync(key.Http);
        }

        var wanted = kept.ToDictionary();
        await BackUpUnderLoadAsync(server, key);
        await FlippedByteIsNamedAsync();
        await server.KillAsync();

        await using var other = await PicoraProcess.CreateAsync();
        (await other.ToolAsync("restore", folder)).Ending(0);
        (await other.ToolAsync("restore", folder)).Ending(3).Output.ShouldContain("holds data already");
        await other.StartAsync();
        // The same key works: it and the rows that know it have come along.
        var client = other.CreateClient(key.Secret);
        foreach (var (id, hash) in wanted)
        {
            var image = await client.GetImageAsync(id);
            var served = await client.GetAsync(image.PathOf("url"));
            served.StatusCode.ShouldBe(HttpStatusCode.OK);
            Convert.ToHexStringLower(SHA256.HashData(await served.Content.ReadAsByteArrayAsync())).ShouldBe(hash);
        }

        // Also those that came while the backup was made: each that has a row has its bytes.
        (await other.ToolAsync("verify", "--json")).Ending(0).Json.GetProperty("checked").GetInt64().ShouldBeGreaterThanOrEqualTo(Before);
        File.Exists(Path.Combine(other.DataFolder, "keys", "secret")).ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(other.DataFolder, "keys", "secret")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private async Task BackUpUnderLoadAsync(PicoraProcess server, TestKey key)
    {
        using var over = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(_ => UploadAndDeleteAsync(key.Http, over.Token)).ToList();
        var first = (await server.ToolAsync("backup", folder, "--json")).Ending(0).Json.GetProperty("report");
        await KeepAsync(key.Http);
        await over.CancelAsync();
        await Task.WhenAll(clients);
        first.GetProperty("objects").GetInt64().ShouldBeGreaterThanOrEqualTo(Before);
        (await server.ToolAsync("verify", folder)).Ending(0);
        File.Exists(Path.Combine(server.DataFolder, "last-verified-backup")).ShouldBeTrue();

        // Only what is new is copied; the first snapshot and what it alone needs go when they are not to be kept.
        var second = (await server.ToolAsync("backup", folder, "--keep=1", "--yes", "--json")).Ending(0).Json;
        second.GetProperty("report").GetProperty("copied").GetInt64().ShouldBeLessThan(second.GetProperty("report").GetProperty("objects").GetInt64());
        second.GetProperty("pruned").GetProperty("snapshots").GetArrayLength().ShouldBe(1);
    }

    private async Task FlippedByteIsNamedAsync()
    {
        (await PicoraTool.RunAsync("verify", folder, $"--Picora:DataFolder={folder}")).Ending(0);
        var victim = Directory.EnumerateFiles(Path.Combine(folder, "objects", "originals"), "*", SearchOption.AllDirectories).First();
        var bytes = await File.ReadAllBytesAsync(victim);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(victim, bytes);
        var found = (await PicoraTool.RunAsync("verify", folder, $"--Picora:DataFolder={folder}")).Ending(1);
        found.Output.ShouldContain($"ALTERED objects/originals/{Path.GetFileName(Path.GetDirectoryName(victim))}/{Path.GetFileName(victim)}:");
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(victim, bytes);
    }

    private async Task KeepAsync(HttpClient client)
    {
        var picture = Padded.Jpeg(Random.Shared.Next(5_000, 100_000));
        // Private, so that the owner gets every byte back.
        var image = await client.UploadAsync(picture, "a.jpg", ("isPublic", "false"));
        kept[image.Text("id")] = Convert.ToHexStringLower(SHA256.HashData(picture));
    }

    private static async Task UploadAndDeleteAsync(HttpClient client, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var image = await client.UploadAsync(Padded.Jpeg(Random.Shared.Next(5_000, 50_000)), "b.jpg", ("isPublic", "false"));
            if (Random.Shared.Next(4) > 0)
            {
                (await client.DeleteAsync($"/v1/images/{image.Text("id")}", CancellationToken.None)).StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }
    }
}
