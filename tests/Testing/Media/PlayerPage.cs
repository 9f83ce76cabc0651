using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Picora.Testing.Media;

/// <summary>A page of some other site that plays a video with hls.js in a headless Chromium, and tells how it goes.</summary>
public sealed class PlayerPage : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private const string Page = """
        <!doctype html><video muted width="320"></video><script src="/hls.js"></script><script>
        const video = document.querySelector('video');
        const say = text => fetch('/report', { method: 'POST', body: text });
        const hls = new Hls();
        let sought = false;
        hls.on(Hls.Events.ERROR, (_, data) => say((data.fatal ? 'fatal ' : 'error ') + data.details));
        hls.on(Hls.Events.MANIFEST_PARSED, () => video.play());
        video.ontimeupdate = () => {
          if (!sought && video.currentTime > 0.3) { sought = true; say('plays'); video.currentTime = TARGET; }
          else if (sought && video.currentTime > TARGET + 0.2 && !video.seeking) say(`sought ${video.currentTime} ${video.duration} ${video.videoWidth}`);
        };
        hls.loadSource('SOURCE');
        hls.attachMedia(video);
        </script>
        """;

    private const string SoundPage = """
        <!doctype html><audio></audio><script>
        const audio = document.querySelector('audio');
        const say = text => fetch('/report', { method: 'POST', body: text });
        let sought = false;
        audio.onerror = () => say('fatal ' + audio.error.message);
        audio.ontimeupdate = () => {
          if (!sought && audio.currentTime > 0.3) { sought = true; say('plays'); audio.currentTime = TARGET; }
          else if (sought && audio.currentTime > TARGET + 0.2 && !audio.seeking) say(`sought ${audio.currentTime} ${audio.duration}`);
        };
        audio.src = 'SOURCE';
        audio.play();
        </script>
        """;

    private readonly WebApplication app;
    private readonly string profile = Directory.CreateTempSubdirectory("picora-chromium-").FullName;
    private Process? browser;

    private PlayerPage(WebApplication app) => this.app = app;

    /// <summary>Why it cannot be shown here; null when it can.</summary>
    public static string? Missing => SoundMissing ?? (Player() is null ? "hls.js is not installed (build/lib/player.sh)." : null);

    /// <summary>The same for sound.</summary>
    public static string? SoundMissing => File.Exists(Chromium) ? null : "Chromium is not installed.";

    /// <summary>What the page has said so far.</summary>
    public ConcurrentQueue<string> Reports { get; } = new();

    /// <param name="source">The address of the playlist.</param>
    /// <param name="target">The second that it seeks.</param>
    public static async Task<PlayerPage> OpenAsync(string source, int target) => await OpenAsync(Page, source, target, await File.ReadAllTextAsync(Player()!));

    /// <summary>The same with an audio element and nothing else.</summary>
    /// <param name="source">The address of the file.</param>
    public static Task<PlayerPage> OpenSoundAsync(string source, int target) => OpenAsync(SoundPage, source, target, string.Empty);

    private static async Task<PlayerPage> OpenAsync(string text, string source, int target, string script)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var page = new PlayerPage(builder.Build());
        var html = text.Replace("SOURCE", source, StringComparison.Ordinal).Replace("TARGET", $"{target}", StringComparison.Ordinal);
        page.app.MapGet("/", () => Results.Content(html, "text/html"));
        page.app.MapGet("/hls.js", () => Results.Content(script, "text/javascript"));
        page.app.MapPost("/report", async (HttpRequest request) => page.Reports.Enqueue(await new StreamReader(request.Body).ReadToEndAsync()));
        await page.app.StartAsync();
        string[] arguments =
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--autoplay-policy=no-user-gesture-required", $"--user-data-dir={page.profile}", page.app.Urls.First()];
        page.browser = Process.Start(new ProcessStartInfo(Chromium, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = page.browser.StandardError.ReadToEndAsync();
        _ = page.browser.StandardOutput.ReadToEndAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
            browser.Dispose();
        }

        await app.DisposeAsync();
        await RemoveProfileAsync();
    }

    // The browser's children write until the last moment.
    private Task RemoveProfileAsync() => Poll.UntilAsync(
        () =>
        {
            try
            {
                Directory.Delete(profile, recursive: true);
                return true;
            }
            catch (DirectoryNotFoundException)
            {
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        },
        "the browser's folder to be removed");

    private static string? Player()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "build", "player", "node_modules", "hls.js", "dist", "hls.min.js");
            if (File.Exists(script))
            {
                return script;
            }
        }

        return null;
    }
}
