using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>What clients do with pictures.</summary>
public static class ImageRequests
{
    /// <summary>Sends a picture as a form, the given fields behind it.</summary>
    public static Task<HttpResponseMessage> PostImageAsync(this HttpClient client, byte[] bytes, string fileName = "photo.jpg", params (string Name, string Value)[] fields) =>
        client.PostAsync("/v1/images", Form(bytes, fileName, fields));

    /// <summary>Sends a private picture to one of several servers.</summary>
    public static Task<HttpResponseMessage> PostImageAsync(this HttpClient client, Uri server, byte[] bytes) =>
        client.PostAsync(new Uri(server, "/v1/images"), Form(bytes, "photo.jpg", [("isPublic", "false")]));

    private static MultipartFormDataContent Form(byte[] bytes, string fileName, (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", fileName);
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    /// <summary>Uploads a picture and returns what the server says of it.</summary>
    public static async Task<JsonElement> UploadAsync(this HttpClient client, byte[] bytes, string fileName = "photo.jpg", params (string Name, string Value)[] fields) =>
        await (await client.PostImageAsync(bytes, fileName, fields)).DataAsync(HttpStatusCode.Created);

    public static async Task<JsonElement> GetImageAsync(this HttpClient client, string id) =>
        await (await client.GetAsync($"/v1/images/{id}")).DataAsync();

    /// <summary>Waits until the picture's renditions are made or given up, and returns the picture.</summary>
    public static async Task<JsonElement> WaitForProcessingAsync(this HttpClient client, string id)
    {
        JsonElement image = default;
        await Poll.UntilAsync(
            async () => (image = await client.GetImageAsync(id)).Text("processing") != "pending", $"renditions of image {id}");
        return image;
    }

    public static async Task<JsonElement> UsageAsync(this HttpClient client) => await (await client.GetAsync("/v1/user/me/usage")).DataAsync();

    /// <summary>The bytes that the account is charged for.</summary>
    public static async Task<long> StorageUsedAsync(this HttpClient client) =>
        (await client.UsageAsync()).GetProperty("images").GetProperty("storageUsed").GetInt64();

    /// <summary>The bytes that the account is charged for, and what uploads in flight hold.</summary>
    public static async Task<long> StorageHeldAsync(this HttpClient client) =>
        (await client.UsageAsync()).GetProperty("quotas").EnumerateArray().First(quota => quota.Text("type") == "img_storage").GetProperty("used").GetInt64();

    /// <summary>The path of a public address, which a test server answers whatever host the address names.</summary>
    public static string PathOf(this JsonElement image, string member) => new Uri(image.Text(member)).AbsolutePath;

    /// <summary>Runs a scheduled job now and returns what it says of its run. The client is an administrator's.</summary>
    public static async Task<string> RunJobAsync(this HttpClient administrator, string name)
    {
        var before = (await administrator.ScheduledJobAsync(name)).GetProperty("lastRunAt").ToString();
        await (await administrator.PostAsync($"/v1/admin/jobs/{name}/run", null)).BodyAsync();
        JsonElement job = default;
        await Poll.UntilAsync(
            async () =>
            {
                job = await administrator.ScheduledJobAsync(name);
                return !job.GetProperty("waiting").GetBoolean() && !job.GetProperty("running").GetBoolean() && job.GetProperty("lastRunAt").ToString() != before;
            },
            $"a run of {name}");
        return job.GetProperty("lastSucceeded").GetBoolean() ? job.Text("lastSummary") : throw new InvalidOperationException(job.Text("lastSummary"));
    }

    public static async Task<JsonElement> ScheduledJobAsync(this HttpClient administrator, string name)
    {
        var jobs = await (await administrator.GetAsync("/v1/admin/jobs?state=scheduled")).DataAsync();
        return jobs.GetProperty("scheduled").EnumerateArray().First(job => job.Text("name") == name);
    }
}
