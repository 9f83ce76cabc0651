using System.Diagnostics;

namespace Picora.Testing;

/// <summary>A real OpenID Connect provider: oidc-provider on Node.js, in a process of its own.</summary>
public sealed class OidcProviderProcess : IAsyncDisposable
{
    public const string ClientId = "picora";
    public const string ClientSecret = "a secret+with/signs";

    private const string FirstNode = "v20.";

    private static readonly string Folder = Path.Combine(RepositoryRoot(), "build", "oidc-provider");

    private readonly Process process;

    private OidcProviderProcess(Process process, string issuer) => (this.process, Issuer) = (process, issuer);

    public string Issuer { get; }

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? Missing()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            return "build/lib/oidc.sh has not been run";
        }

        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            var version = node.StandardOutput.ReadToEnd().Trim();
            return string.CompareOrdinal(version, FirstNode) < 0 ? $"Node.js {version} is too old for oidc-provider" : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node.js is not installed";
        }
    }

    /// <param name="redirectUris">Where it may send browsers back to.</param>
    public static async Task<OidcProviderProcess> StartAsync(params string[] redirectUris)
    {
        var start = new ProcessStartInfo("node", ["provider.js", .. redirectUris]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        try
        {
            var issuer = await process.StandardOutput.ReadLineAsync().WaitAsync(Poll.Patience);
            return new OidcProviderProcess(process, issuer ?? throw new InvalidOperationException("The provider ended before it listened."));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input ends it.
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Poll.Patience);
        process.Dispose();
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Picora.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
