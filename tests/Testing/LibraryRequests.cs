using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>What clients do with lists and collections.</summary>
public static class LibraryRequests
{
    /// <summary>The <c>data</c> of a GET.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpClient client, string route) => await (await client.GetAsync(route)).DataAsync();

    /// <summary>The <c>data</c> of a POST.</summary>
    public static async Task<JsonElement> WriteAsync(this HttpClient client, string route, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await (await client.PostAsJsonAsync(route, body)).DataAsync(expected);

    /// <summary>The ids of one page of a list, and its cursor.</summary>
    public static async Task<(List<string> Ids, string? Next)> PageAsync(this HttpClient client, string route, string member = "id")
    {
        var data = await client.ReadAsync(route);
        return ([.. data.GetProperty("items").EnumerateArray().Select(item => item.Text(member))], data.GetProperty("nextCursor").GetString());
    }

    /// <summary>The ids of one page of a list, one behind the other, and dots when it goes on.</summary>
    public static async Task<string> GlanceAsync(this HttpClient client, string route, string member = "id")
    {
        var (ids, next) = await client.PageAsync(route, member);
        return string.Join(' ', next is null ? ids : ids.Append("..."));
    }

    /// <summary>The ids of all pages of a list. The route ends in its last parameter.</summary>
    public static async Task<List<string>> WalkAsync(this HttpClient client, string route, string member = "id")
    {
        var all = new List<string>();
        var cursor = string.Empty;
        do
        {
            (var ids, cursor) = await client.PageAsync($"{route}&cursor={Uri.EscapeDataString(cursor)}", member);
            all.AddRange(ids);
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>Sends DELETE with a JSON body.</summary>
    public static Task<HttpResponseMessage> DeleteJsonAsync(this HttpClient client, string route, object body) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Delete, route) { Content = JsonContent.Create(body) });

    /// <summary>Creates a collection for pictures.</summary>
    public static Task<JsonElement> CreateCollectionAsync(this HttpClient client, string name, string type = "photo_album") =>
        client.WriteAsync("/v1/collections", new { name, collectionType = type }, HttpStatusCode.Created);

    public static async Task<int> MoveAsync(this HttpClient client, string? collection, params string[] ids) =>
        (await client.WriteAsync("/v1/images/batch-move", new { ids, kbId = collection })).GetProperty("moved").GetInt32();

    /// <summary>How many things a collection counts, and how many bytes.</summary>
    public static async Task<(long Items, long Bytes)> CountsAsync(this HttpClient client, string collection)
    {
        var data = await client.ReadAsync($"/v1/collections/{collection}");
        return (data.GetProperty("itemCount").GetInt64(), data.GetProperty("sizeBytes").GetInt64());
    }
}
