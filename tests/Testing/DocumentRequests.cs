using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>What clients do with documents.</summary>
public static class DocumentRequests
{
    public static Task<HttpResponseMessage> PostDocAsync(this HttpClient client, string content, string filename = "note.md", object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { }, JsonSerializerOptions.Web)!.AsObject();
        body["filename"] = filename;
        body["content"] = content;
        return client.PostAsJsonAsync("/v1/docs", body);
    }

    /// <summary>Adds a document and returns what the server says of it.</summary>
    public static async Task<JsonElement> AddDocAsync(this HttpClient client, string content, string filename = "note.md", object? more = null) =>
        await (await client.PostDocAsync(content, filename, more)).DataAsync(HttpStatusCode.Created);

    public static async Task<byte[]> RawAsync(this HttpClient client, string id, string query = "")
    {
        var response = await client.GetAsync($"/v1/docs/{id}/raw{query}");
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException($"raw of {id} answered {(int)response.StatusCode}");
    }

    public static async Task<string> RawTextAsync(this HttpClient client, string id, string query = "") => Encoding.UTF8.GetString(await client.RawAsync(id, query));

    /// <summary>A collection that holds documents; returns its id.</summary>
    public static async Task<string> CreateKbAsync(this HttpClient client, string name = "Base") =>
        (await client.WriteAsync("/v1/collections", new { name, slug = $"kb-{Guid.NewGuid():N}"[..20] }, HttpStatusCode.Created)).Text("id");

    public static async Task<long> DocQuotaAsync(this HttpClient client, string type = "doc_count") =>
        (await client.UsageAsync()).GetProperty("quotas").EnumerateArray().First(quota => quota.Text("type") == type).GetProperty("used").GetInt64();
}
