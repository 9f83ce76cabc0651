using System.Diagnostics;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>The program <c>picora keys check</c>.</summary>
public class KeysCheckTests
{
    [Test]
    public async Task Keys_are_told_from_inventions_without_a_server()
    {
        string key;
        await using (var server = await PicoraServer.StartAsync())
        {
            key = (await (await server.SignUpAsync()).CreateKeyAsync()).Secret;
        }

        var invented = "sk_" + "live_" + new string('A', 32);
        var (code, output) = await RunAsync($"first\nAPI_KEY={key}\n{invented}\n");

        code.ShouldBe(1);
        output.ShouldContain($"line 2: {key[..12]}…{key[^4..]} is a key");
        output.ShouldContain("line 3: ");
        output.ShouldContain("its checksum is wrong");
        output.ShouldNotContain(key);
        (await RunAsync(null, key)).Code.ShouldBe(1);
        (await RunAsync(invented)).Code.ShouldBe(0);
        (await RunAsync("nothing here")).ShouldBe((0, string.Empty));
        (await RunAsync(null, "--nonsense")).Code.ShouldBe(2);
        (await RunAsync(key, "--Picora:DataFolder=/nowhere/at/all")).Code.ShouldBe(2);
    }

    [Test]
    public async Task A_database_is_asked_whether_keys_still_work()
    {
        await using var server = await PicoraServer.StartAsync();
        var user = await server.SignUpAsync();
        var (live, dead) = (await user.CreateKeyAsync(), await user.CreateKeyAsync());
        await user.Http.DeleteAsync($"/v1/api-keys/{dead.Id}");
        var settings = server.Settings.Where(setting => setting.StartsWith("--Picora:Data", StringComparison.Ordinal)).ToArray();

        var (code, output) = await RunAsync($"{live.Secret}\n{dead.Secret}\n", settings);

        code.ShouldBe(1);
        output.ShouldContain($"WORKS: it is the key {live.Id}");
        output.ShouldContain("is revoked");
        (await RunAsync(dead.Secret, settings)).Code.ShouldBe(0);
    }

    private static async Task<(int Code, string Output)> RunAsync(string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(PicoraProgram.Path, ["keys", "check", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            // Given its texts as arguments, it may be gone before it has read any input.
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is.
        }

        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Poll.Patience);
        await process.WaitForExitAsync().WaitAsync(Poll.Patience);
        return (process.ExitCode, output);
    }
}
