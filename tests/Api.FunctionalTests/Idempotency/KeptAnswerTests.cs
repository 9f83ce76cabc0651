using System.Net;
using System.Net.Http.Json;
using System.Text;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Idempotency;

/// <summary>How long answers are kept, and what of them lies open.</summary>
public class KeptAnswerTests
{
    [Test]
    public async Task An_answer_is_kept_for_a_day()
    {
        await using var server = await PicoraServer.StartAsync(
            "--Picora:Plans:trial:ApiKeyCount=20", "--Picora:Jobs:Schedules:sweep-answers=0 0 0 1 1 ? 2099");
        var administrator = await server.SignUpAsync();
        await PostAsync(administrator.Http, "daily");
        server.Clock.Advance(TimeSpan.FromHours(23));
        administrator = await server.SignUpAsync(administrator.Email);
        (await PostAsync(administrator.Http, "daily")).Headers.Contains("Idempotency-Replayed").ShouldBeTrue();

        server.Clock.Advance(TimeSpan.FromHours(2));
        administrator = await server.SignUpAsync(administrator.Email);
        (await PostAsync(administrator.Http, "daily")).Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        (await (await administrator.Http.GetAsync("/v1/api-keys")).DataAsync()).GetArrayLength().ShouldBe(2);

        server.Clock.Advance(TimeSpan.FromHours(25));
        administrator = await server.SignUpAsync(administrator.Email);
        (await administrator.Http.RunJobAsync("sweep-answers")).ShouldBe("Forgot 1 answers.");
    }

    [Test]
    public async Task A_restart_forgets_no_answer()
    {
        await using var server = await PicoraServer.StartAsync();
        var key = (await (await server.SignUpAsync()).CreateKeyAsync("images:read", "images:write", "images:delete")).Secret;
        var picture = Pictures.Jpeg(64, 64);
        var first = (await (await UploadAsync(server.CreateClient(key), picture)).DataAsync(HttpStatusCode.Created)).Text("id");
        await server.CreateClient(key).DeleteAsync($"/v1/images/{first}");
        await server.RestartAsync();

        (await (await UploadAsync(server.CreateClient(key), picture)).DataAsync(HttpStatusCode.Created)).Text("id").ShouldBe(first);
    }

    [Test]
    public async Task A_kept_key_cannot_be_read_in_the_data_folder_nor_the_logs()
    {
        await using var server = await PicoraServer.StartAsync();
        var user = await server.SignUpAsync();
        var key = (await (await PostAsync(user.Http, "an-unguessable-name")).DataAsync(HttpStatusCode.Created)).Text("key");
        var id = (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync())[0].Text("id");
        var ott = (await (await user.Http.PostAsJsonAsync("/v1/auth/create-export-token", new { keyId = id, apiKey = key })).DataAsync(HttpStatusCode.Created)).Text("ott");

        string[] secrets = [key, ott, "an-unguessable-name"];
        var nodes = Path.Combine(server.DataFolder, "nodes");
        foreach (var file in Directory.GetFiles(server.DataFolder, "*", SearchOption.AllDirectories).Where(path => Path.GetDirectoryName(path) != nodes))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            secrets.Where(secret => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret)) >= 0).ShouldBeEmpty(Path.GetFileName(file));
        }

        secrets.Where(secret => server.Logs.Lines.Any(line => line.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, byte[] picture)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(picture), "file", "a.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/images") { Content = form };
        request.Headers.Add("Idempotency-Key", "restart");
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/api-keys") { Content = JsonContent.Create(new { name = "laptop" }) };
        request.Headers.Add("Idempotency-Key", name);
        return await client.SendAsync(request);
    }
}
