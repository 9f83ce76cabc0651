using System.Diagnostics;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>Published clients of the tus protocol on Node.js, each run in a process of its own.</summary>
public static class TusClientProcess
{
    private const string FirstNode = "v20.";

    private static readonly string Folder = Path.Combine(RepositoryFolder.Root, "build", "tus-clients");

    /// <summary>Why they cannot run here; null when they can.</summary>
    public static string? Missing()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            return "build/lib/tus-clients.sh has not been run";
        }

        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            var version = node.StandardOutput.ReadToEnd().Trim();
            return string.CompareOrdinal(version, FirstNode) < 0 ? $"Node.js {version} is too old for the tus clients" : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node.js is not installed";
        }
    }

    /// <summary>Uploads a file.</summary>
    /// <param name="client"><c>tus-js-client</c> or <c>uppy</c>.</param>
    /// <param name="way">How, as upload.js names it.</param>
    /// <returns>What the client heard.</returns>
    public static async Task<JsonElement> UploadAsync(string client, string way, string server, string token, string file)
    {
        string[] words = ["upload.js", client, way, $"{server}{TusRequests.Uploads}", token, file];
        var start = new ProcessStartInfo("node", words) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Poll.Patience);
            return process.ExitCode == 0
                ? JsonDocument.Parse((await output).Trim().Split('\n')[^1]).RootElement
                : throw new InvalidOperationException($"{client} {way}: {await errors}{await output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
