using System.Globalization;

namespace Picora.Benchmarks;

/// <summary>Figure 3: how many times per second an original is read, beside nginx. Each server alone on one core, wrk on the other.</summary>
internal static class Delivery
{
    // Sides of pictures whose files have about the sizes that are named.
    private static readonly (string Name, int Width, int Height)[] Pictures = [("10 KB", 176, 128), ("100 KB", 620, 460), ("1 MB", 2100, 1575)];

    public static async Task MeasureAsync(Workplace place)
    {
        var files = place.Empty("delivery");
        using var picora = await PicoraServer.StartAsync(place, "taskset", "-c", Contest.ServerCore);
        using var nginx = await NginxServer.StartAsync(place, files);
        Console.WriteLine($"""

            3. Originals per second: {Contest.Conditions}
               $ {string.Join(' ', Contest.Command("URL", []))}
               $ build/bench delivery
            """);
        foreach (var (name, width, height) in Pictures)
        {
            var picture = await place.PictureAsync(width, height);
            File.Copy(picture, Path.Combine(files, $"{width}.jpg"));
            var (url, signed) = await picora.PublishAsync(picture);
            var theirs = new Uri(nginx.Address, $"{width}.jpg");
            var size = string.Create(CultureInfo.InvariantCulture, $"{name} ({new FileInfo(picture).Length / 1e3:0.0} KB)");
            await Contest.RunAsync(size, new Contender("nginx", theirs), new Contender("Picora", url));
            if (string.Equals(name, "10 KB", StringComparison.Ordinal))
            {
                await Contest.RunAsync($"304 for {size}", new Contender("nginx", theirs, await KnownAsync(theirs)), new Contender("Picora", url, await KnownAsync(url)));
                await Contest.RunAsync(
                    $"who may, {size}",
                    new Contender("Picora, anybody", url), new Contender("Picora, signed", signed), new Contender("Picora, by key", url, $"Authorization: Bearer {picora.ApiKey}"));
            }
        }
    }

    private static async Task<string> KnownAsync(Uri url)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(url);
        return $"If-None-Match: {response.Headers.ETag}";
    }
}
