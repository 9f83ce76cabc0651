using System.Diagnostics;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Pichr;

/// <summary>Clients of the Pichr API in three languages, with nothing changed but the base address and the key.</summary>
[Category(TestCategories.OneEngine)]
public class SampleTests() : ServerFixture
{
    [TestCase("node", "upload.js", "From JavaScript")]
    [TestCase("/usr/bin/python3", "upload.py", "From Python")]
    [TestCase("/usr/bin/php", "upload.php", "From PHP")]
    public async Task A_sample_uploads_a_picture(string program, string sample, string title)
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("upload", "read");
        var picture = Pictures.Png(60, 40, seed: title.Length);
        var file = Path.Combine(Server.DataFolder, $"harbour-{title.Length}.png");
        await File.WriteAllBytesAsync(file, picture);

        var done = JsonDocument.Parse(await RunAsync(program, sample, $"{Server.Url}/api/v1", key.Secret, file, "60", "40")).RootElement;

        (done.Text("mime"), done.GetProperty("bytes").GetInt32(), done.Text("visibility")).ShouldBe(("image/png", picture.Length, "public"));
        // Its own size, whatever the client says.
        (done.GetProperty("width").GetInt32(), done.GetProperty("height").GetInt32()).ShouldBe((60, 40));
        (await Server.CreateClient().GetByteArrayAsync(done.PathOf("cdnUrl"))).ShouldNotBeEmpty();
        (await user.Http.GetByteArrayAsync(done.PathOf("url"))).ShouldBe(picture);
        var listed = await (await key.Http.GetAsync("/api/v1/files?limit=50")).BodyAsync();
        (listed.GetProperty("files")[0].Text("fileId"), listed.GetProperty("files")[0].Text("title")).ShouldBe((done.Text("fileId"), title));
    }

    private static async Task<string> RunAsync(string program, string sample, params string[] arguments)
    {
        if (program[0] == '/' && !File.Exists(program))
        {
            Assert.Ignore($"{program} is not installed; build/test installs it.");
        }

        var path = Path.Combine(AppContext.BaseDirectory, "Pichr", "Samples", sample);
        using var process = Process.Start(new ProcessStartInfo(program, [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(Poll.Patience);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
            await process.WaitForExitAsync(deadline.Token);
            process.ExitCode.ShouldBe(0, sample + await errors);
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
