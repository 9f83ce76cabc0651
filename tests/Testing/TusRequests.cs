using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Picora.Testing;

/// <summary>What clients of the tus protocol send.</summary>
public static class TusRequests
{
    public const string Uploads = "/v1/uploads";
    public const string BytesType = "application/offset+octet-stream";

    public static readonly (string Name, string Value) Version = ("Tus-Resumable", "1.0.0");

    public static string Metadata(params (string Name, string Value)[] pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Name} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}"));

    /// <summary>A request with the headers as they are given, and no others.</summary>
    public static async Task<HttpResponseMessage> SendTusAsync(
        this HttpClient client, HttpMethod method, string url, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static Task<HttpResponseMessage> CreateTusAsync(this HttpClient client, long length, params (string Name, string Value)[] metadata) =>
        client.SendTusAsync(
            HttpMethod.Post, Uploads, null, Version, ("Upload-Length", Text(length)),
            ("Upload-Metadata", Metadata(metadata.Length == 0 ? [("filename", "photo.jpg"), ("filetype", "image/jpeg"), ("isPublic", "false")] : metadata)));

    /// <summary>Begins an upload; its address.</summary>
    public static async Task<string> BeginTusAsync(this HttpClient client, long length, params (string Name, string Value)[] metadata)
    {
        var created = await client.CreateTusAsync(length, metadata);
        return created.StatusCode == HttpStatusCode.Created
            ? created.Headers.Location!.ToString()
            : throw new InvalidOperationException($"{(int)created.StatusCode} {await created.Content.ReadAsStringAsync()}");
    }

    public static Task<HttpResponseMessage> PatchTusAsync(
        this HttpClient client, string url, long offset, byte[] bytes, params (string Name, string Value)[] headers) =>
        client.PatchTusAsync(url, offset, new ByteArrayContent(bytes), headers);

    public static Task<HttpResponseMessage> PatchTusAsync(
        this HttpClient client, string url, long offset, HttpContent content, params (string Name, string Value)[] headers)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(BytesType);
        return client.SendTusAsync(HttpMethod.Patch, url, content, [Version, ("Upload-Offset", Text(offset)), .. headers]);
    }

    public static Task<HttpResponseMessage> HeadTusAsync(this HttpClient client, string url) => client.SendTusAsync(HttpMethod.Head, url, null, Version);

    public static Task<HttpResponseMessage> DeleteTusAsync(this HttpClient client, string url) => client.SendTusAsync(HttpMethod.Delete, url, null, Version);

    /// <summary>Where an upload stands; null when it is not found.</summary>
    public static async Task<long?> TusOffsetAsync(this HttpClient client, string url)
    {
        var head = await client.HeadTusAsync(url);
        return head.StatusCode == HttpStatusCode.OK ? head.Offset() : null;
    }

    /// <summary>The SHA-256 of what is served of the private picture that an upload has become, in hex.</summary>
    public static async Task<string> ServedHashAsync(this HttpClient client, HttpResponseMessage last)
    {
        var image = await client.GetImageAsync(last.One("X-Picora-Resource-Id") ?? throw new InvalidOperationException($"{(int)last.StatusCode} names no resource."));
        return Convert.ToHexStringLower(SHA256.HashData(await client.GetByteArrayAsync(image.PathOf("url"))));
    }

    public static long? Offset(this HttpResponseMessage response) =>
        response.One("Upload-Offset") is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A header of the answer; null when it has none.</summary>
    public static string? One(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
