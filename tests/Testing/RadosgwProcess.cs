using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Picora.Testing;

/// <summary>An S3 server of this process (Ceph's radosgw, all of it in memory), which ends with it and takes its folder along.</summary>
internal sealed class RadosgwProcess
{
    public const string AccessKey = "picora-test";
    public const string SecretKey = "picora-test-secret";

    private const int Attempts = 3;
    private static readonly string[] Programs = ["radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "monmaptool"];

    private RadosgwProcess(Process keeper, string url)
    {
        Url = url;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(keeper);
    }

    public string Url { get; }

    public static bool IsInstalled => Programs.All(name => File.Exists(Path.Combine("/usr/bin", name)));

    public static async Task<RadosgwProcess> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            // Somebody else may take a port between the look and the start: hence more than one attempt.
            int[] ports = [Ports.Free(), Ports.Free(), Ports.Free()];
            var (keeper, url) = (Process.Start(Keeper(ports))!, $"http://127.0.0.1:{ports[0]}");
            var errors = keeper.StandardError.ReadToEndAsync();
            if (await keeper.StandardOutput.ReadLineAsync() == "ready" && await AnswersAsync(url))
            {
                return new RadosgwProcess(keeper, url);
            }

            Stop(keeper);
            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"radosgw did not start: {await errors}");
            }
        }
    }

    private static async Task<bool> AnswersAsync(string url)
    {
        using var client = new HttpClient();
        try
        {
            await Poll.UntilAsync(() => TryAsync(client, url), "radosgw answers");
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task<bool> TryAsync(HttpClient client, string url)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(url));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // In a session of its own, so that Ctrl-C in the terminal reaches the tests alone and the keeper can still tidy up after them.
    private static ProcessStartInfo Keeper(int[] ports)
    {
        var folder = Path.Combine(Path.GetTempPath(), "picora-s3-" + Guid.NewGuid().ToString("N")[..12]);
        var script = Path.Combine(AppContext.BaseDirectory, "radosgw-server.sh");
        string[] arguments = ["sh", script, folder, .. ports.Select(port => $"{port}"), AccessKey, SecretKey];
        return new ProcessStartInfo("setsid", arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static void Stop(Process keeper)
    {
        keeper.StandardInput.Close();
        keeper.WaitForExit(TimeSpan.FromSeconds(10));
    }
}
