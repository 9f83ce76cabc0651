using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Picora.Benchmarks;

/// <summary>The published server on SQLite and a local folder, with somebody signed up who has an API key.</summary>
internal sealed partial class PicoraServer : IUploadServer
{
    private const string Email = "bench@example.org";

    private readonly ServerProcess process;
    private readonly string folder;
    private readonly HttpClient http;

    private PicoraServer(ServerProcess process, string folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        http = new HttpClient { BaseAddress = address };
        UploadUrl = new Uri(address, "/v1/images");
    }

    public int ProcessId => process.Id;

    public Uri UploadUrl { get; }

    public string ApiKey { get; private set; } = "";

    /// <summary>Of the session that made the key.</summary>
    public string AccessToken { get; private set; } = "";

    public string Folder => folder;

    // The other side makes no thumbnails and has no limits.
    public static IReadOnlyList<string> Settings { get; } =
    [
        "--Picora:Imaging:Workers=0", $"--Picora:Plans:trial:ImgStorageBytes={long.MaxValue / 4}", $"--Picora:Plans:trial:ImgUploadMonth={int.MaxValue}",
        // Counted like any, and never refused.
        .. new[] { "ReadPerMinute", "MutationPerMinute", "UploadPerMinute", "AnonymousPerMinute", "PerHour" }.Select(name => $"--Picora:RateLimits:{name}=1000000000"),
    ];

    /// <param name="wrapper">A program that starts the server with what is given behind it; none starts it as it is.</param>
    public static Task<PicoraServer> StartAsync(Workplace place, params string[] wrapper) => StartAsync(place, [], wrapper);

    /// <param name="settings">Beside and before the usual ones.</param>
    public static async Task<PicoraServer> StartAsync(Workplace place, IReadOnlyList<string> settings, IReadOnlyList<string> wrapper)
    {
        var port = ServerProcess.FreePort();
        var folder = place.Empty($"picora-{port}");
        var address = new Uri($"http://127.0.0.1:{port}");
        string[] command = [.. wrapper, place.Host, $"--urls={address}", $"--Picora:DataFolder={folder}", .. Settings, .. settings];
        var process = await ServerProcess.StartAsync(command[0], command[1..], port, place.Log("picora"));
        var server = new PicoraServer(process, folder, address);
        try
        {
            await server.SignUpAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public async Task<long> CountAsync()
    {
        var usage = await DataAsync(await http.GetAsync("/v1/user/me/usage"));
        return usage.GetProperty("images").GetProperty("totalCount").GetInt64();
    }

    /// <summary>Uploads a picture; its public address, and a signed one.</summary>
    public async Task<(Uri Url, Uri Signed)> PublishAsync(string picture)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(picture)), "file", Path.GetFileName(picture));
        var image = await DataAsync(await http.PostAsync("/v1/images", form));
        var signed = await DataAsync(await http.PostAsJsonAsync($"/v1/images/{image.GetProperty("id").GetString()}/sign", new { expSeconds = 86400 }));
        return (new Uri(image.GetProperty("url").GetString()!), new Uri(signed.GetProperty("signedUrl").GetString()!));
    }

    /// <summary>The <c>data</c> of a POST.</summary>
    public async Task<JsonElement> SendAsync(string route, object body) => await DataAsync(await http.PostAsJsonAsync(route, body));

    /// <summary>Sends a file as a form.</summary>
    public async Task<JsonElement> SendFileAsync(string route, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(bytes), "file", name);
        return await DataAsync(await http.PostAsync(route, form));
    }

    /// <summary>Asks for a page of a list and returns how many items it has.</summary>
    public async Task<int> CountItemsAsync(string route, bool bySession)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        if (bySession)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        }

        return (await DataAsync(await http.SendAsync(request))).GetProperty("items").GetArrayLength();
    }

    public void Dispose()
    {
        http.Dispose();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<JsonElement> DataAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(body).GetProperty("data")
            : throw new InvalidOperationException($"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {body}");
    }

    private async Task SignUpAsync()
    {
        (await http.PostAsJsonAsync("/v1/auth/send-code", new { email = Email, type = "register" })).EnsureSuccessStatusCode();
        var mail = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(folder, "mail"), "*.eml").Single());
        var code = Code().Match(mail).Groups[1].Value;
        var signedIn = await DataAsync(await http.PostAsJsonAsync("/v1/auth/login/code", new { email = Email, code }));
        AccessToken = signedIn.GetProperty("accessToken").GetString()!;
        Use(AccessToken);
        var key = await DataAsync(await http.PostAsJsonAsync("/v1/api-keys", new { name = "bench", scopes = new[] { "read_write_delete" } }));
        ApiKey = key.GetProperty("key").GetString()!;
        Use(ApiKey);
    }

    private void Use(string bearer) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);

    [GeneratedRegex(@"^([0-9]{6})\r?$", RegexOptions.Multiline)]
    private static partial Regex Code();
}
