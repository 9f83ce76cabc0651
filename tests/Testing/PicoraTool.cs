using System.Diagnostics;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>Runs the built program's commands.</summary>
public static class PicoraTool
{
    /// <summary>Runs a command on a server's data and waits for its end.</summary>
    public static Task<ToolRun> ToolAsync(this PicoraProcess server, params string[] command) => RunAsync([.. command, .. server.Settings]);

    public static async Task<ToolRun> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Poll.Patience);
            return new ToolRun(process.ExitCode, await output, await errors);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Starts a command, for tests that end it themselves.</summary>
    public static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(PicoraProgram.Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}

/// <summary>What a command did.</summary>
public sealed record ToolRun(int Code, string Output, string Errors)
{
    /// <summary>Of one that was asked for JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails with everything that was written when the exit code is another one.</summary>
    public ToolRun Ending(int code) =>
        Code == code ? this : throw new InvalidOperationException($"Exit code {Code} instead of {code}.{Environment.NewLine}{Output}{Environment.NewLine}{Errors}");
}
