using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Privacy;

/// <summary>A server that dies while it writes an export: the next one writes it anew, whole, and nothing of the first one stays.</summary>
[Category(TestCategories.OneEngine)]
public sealed class ExportKillTests
{
    [Test]
    public async Task An_export_that_was_cut_off_is_made_again()
    {
        await using var server = await PicoraProcess.StartAsync(
            "--Picora:Privacy:LeaseSeconds=10", "--Picora:Jobs:PollSeconds=1", "--Picora:Imaging:Workers=0", "--Picora:Accounts:Codes:PerAddressHour=1000");
        var user = await server.SignUpAsync();
        var pictures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            var picture = Pictures.Jpeg(seed: i);
            pictures[(await user.Http.UploadAsync(picture)).Text("id")] = picture;
        }

        // A file that nobody can read to its end until the server is dead: the export is in the middle of it.
        var last = pictures.Values.MaxBy(picture => Convert.ToHexStringLower(SHA256.HashData(picture)), StringComparer.Ordinal)!;
        var file = ServerFiles.All(server.DataFolder).Single(path => SHA256.HashData(File.ReadAllBytes(path)).SequenceEqual(SHA256.HashData(last)));
        File.Delete(file);
        await RunAsync("mkfifo", file);
        var id = (await (await user.Http.PostAsync("/v1/user/me/export", null)).DataAsync(HttpStatusCode.Accepted)).Text("id");
        await Poll.UntilAsync(() => Exports(server).Any(), "the export to be begun");
        await server.KillAsync();
        var half = Exports(server).Single();
        File.Delete(file);
        await File.WriteAllBytesAsync(file, last);

        await server.StartAsync();

        var client = server.CreateClient(user.AccessToken);
        JsonElement export = default;
        await Poll.UntilAsync(
            async () => (export = await (await client.GetAsync($"/v1/user/me/export/{id}")).DataAsync()).Text("status") == "ready", "the export to be made again");
        var bytes = await server.CreateClient().GetByteArrayAsync(new Uri(export.Text("downloadUrl")).PathAndQuery);
        await ShouldHoldAsync(bytes, pictures);
        await client.RunJobAsync("sweep-uploads");
        Exports(server).ShouldHaveSingleItem().ShouldNotBe(half);
    }

    private static async Task ShouldHoldAsync(byte[] archive, Dictionary<string, byte[]> pictures)
    {
        await using var zip = new ZipArchive(new MemoryStream(archive));
        foreach (var (image, picture) in pictures)
        {
            await using var entry = await zip.GetEntry($"originals/{image}.jpg")!.OpenAsync();
            using var whole = new MemoryStream();
            await entry.CopyToAsync(whole);
            whole.ToArray().ShouldBe(picture);
        }
    }

    private static IEnumerable<string> Exports(PicoraProcess server) =>
        ServerFiles.All(server.DataFolder).Where(path => path.Contains("/exports/", StringComparison.Ordinal));

    private static async Task RunAsync(string command, string argument)
    {
        using var process = Process.Start(command, [argument]);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }
}
