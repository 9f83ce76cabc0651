using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Picora.Testing.Media;

/// <summary>What clients do with videos.</summary>
public static class VideoRequests
{
    /// <summary>Settings under which small films are quickly done.</summary>
    public static IReadOnlyList<string> QuickSettings { get; } =
    [
        "--Picora:Video:Preset=ultrafast", "--Picora:Video:SegmentSeconds=2", "--Picora:Video:Threads=1", "--Picora:Video:ProgressSeconds=1", "--Picora:Video:LeaseSeconds=5",
        "--Picora:Video:RetrySeconds=0", "--Picora:Jobs:PollSeconds=1",
        // Where tests fill the machine, what stands back for them never comes to its turn.
        "--Picora:MediaTools:Niceness=0",
    ];

    /// <summary>Sends a film as a form, the given fields behind it.</summary>
    public static Task<HttpResponseMessage> PostVideoAsync(this HttpClient client, byte[] bytes, string fileName = "film.mp4", params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", fileName } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return client.PostAsync("/v1/videos", form);
    }

    /// <summary>Uploads a film and returns its id.</summary>
    public static async Task<string> UploadVideoAsync(this HttpClient client, byte[] bytes, string fileName = "film.mp4", params (string Name, string Value)[] fields) =>
        (await (await client.PostVideoAsync(bytes, fileName, fields)).DataAsync(HttpStatusCode.Accepted)).Text("videoId");

    public static async Task<JsonElement> GetVideoAsync(this HttpClient client, string id) => await (await client.GetAsync($"/v1/videos/{id}")).DataAsync();

    /// <summary>Waits until the video is ready or has failed, and returns it.</summary>
    public static async Task<JsonElement> WaitForVideoAsync(this HttpClient client, string id)
    {
        JsonElement video = default;
        await Poll.UntilAsync(async () => (video = await client.GetVideoAsync(id)).Text("status") != "processing", $"the conversion of video {id}");
        return video;
    }

    /// <summary>Waits until somebody works on the video.</summary>
    public static Task UntilWorkedOnAsync(string dataFolder) => Poll.UntilAsync(
        () => Directory.EnumerateFiles(Path.Combine(dataFolder, "work"), "*.ts*", SearchOption.AllDirectories).Any(), "the conversion to begin");

    /// <summary>Puts somebody on a plan.</summary>
    public static async Task SetPlanAsync(this TestUser administrator, TestUser user, string plan) =>
        await (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { plan })).DataAsync();

    /// <summary>The path and query of an address, which a test server answers whatever host the address names.</summary>
    public static string TargetOf(this JsonElement video, string member) => new Uri(video.Text(member)).PathAndQuery;

    /// <summary>The lines of a playlist that name something, as targets of requests.</summary>
    public static async Task<IReadOnlyList<string>> ReadPlaylistAsync(this HttpClient client, string target)
    {
        var answer = await client.GetAsync(target);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{target} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        var root = new Uri(new Uri("http://host"), target);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Where(line => line[0] != '#').Select(line => new Uri(root, line).PathAndQuery)];
    }
}
