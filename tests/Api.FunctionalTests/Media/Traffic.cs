using System.Collections.Concurrent;
using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>People who upload and look at pictures, one request after the other, until it is stopped.</summary>
internal sealed class Traffic
{
    private const int People = 4;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<string> uploads = [];
    private readonly ConcurrentBag<string> troubles = [];
    private readonly Task[] running;
    private int deliveries;

    public Traffic(HttpClient uploader, HttpClient visitor) =>
        running = [.. Enumerable.Range(0, People).Select(_ => Task.Run(() => RunAsync(uploader, visitor)))];

    public int Uploads => uploads.Count;

    public int Deliveries => Volatile.Read(ref deliveries);

    /// <returns>The pictures that were uploaded; no request may have failed.</returns>
    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
        stopping.Dispose();
        troubles.ShouldBeEmpty();
        return uploads;
    }

    private async Task RunAsync(HttpClient uploader, HttpClient visitor)
    {
        while (!stopping.IsCancellationRequested)
        {
            var response = await uploader.PostImageAsync(Pictures.Jpeg(120, 90));
            if (response.StatusCode != HttpStatusCode.Created)
            {
                troubles.Add($"upload: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                continue;
            }

            var image = await response.DataAsync(HttpStatusCode.Created);
            uploads.Add(image.Text("id"));
            for (var i = 0; i < 3; i++)
            {
                using var seen = await visitor.GetAsync(image.PathOf("url"));
                if (seen.StatusCode == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref deliveries);
                }
                else
                {
                    troubles.Add($"delivery: {(int)seen.StatusCode}");
                }
            }
        }
    }
}
