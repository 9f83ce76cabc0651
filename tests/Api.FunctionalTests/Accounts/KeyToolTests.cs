using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Keys in the hands of tools: their settings, what they use, and how they are handed over.</summary>
public class KeyToolTests() : ServerFixture("--Picora:Accounts:KeyUsageFlushSeconds=1", "--Picora:Plans:trial:ApiKeyCount=20")
{
    [Test]
    public async Task Tools_are_told_where_to_put_the_key()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();

        var tools = await (await user.Http.GetAsync($"/v1/api-keys/{key.Id}/tool-configs")).DataAsync();

        var picgo = tools.GetProperty("picgo");
        (picgo.Text("url"), picgo.Text("paramName"), picgo.Text("jsonPath"), picgo.Text("customBody")).ShouldBe(($"{Server.Url}/v1/images", "file", "data.url", ""));
        JsonDocument.Parse(picgo.Text("customHeader")).RootElement.Text("Authorization").ShouldBe("Bearer YOUR_API_KEY");
        var moraya = tools.GetProperty("moraya");
        (moraya.Text("method"), moraya.Text("bodyType"), moraya.Text("fileField"), moraya.Text("responseUrlPath")).ShouldBe(("POST", "multipart", "file", "data.url"));
        moraya.GetProperty("headers").Text("Authorization").ShouldBe("Bearer YOUR_API_KEY");
        tools.GetProperty("typora").Text("command").ShouldContain("YOUR_API_KEY");
        tools.GetRawText().ShouldNotContain(key.Secret);
    }

    [Test]
    public async Task ShareX_gets_a_file()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();

        var answer = await user.Http.GetAsync($"/v1/api-keys/{key.Id}/sharex.sxcu");

        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("picora.sxcu");
        var file = await answer.BodyAsync();
        (file.Text("RequestURL"), file.Text("Body"), file.Text("FileFormName"), file.Text("URL")).ShouldBe(($"{Server.Url}/v1/images", "MultipartFormData", "file", "{json:data.url}"));
        file.GetProperty("Headers").Text("Authorization").ShouldBe("Bearer YOUR_API_KEY");
    }

    [Test]
    public async Task Configs_of_others_are_nothing()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();
        var stranger = await Server.SignUpAsync();

        (await (await stranger.Http.GetAsync($"/v1/api-keys/{key.Id}/tool-configs")).DataAsync()).ValueKind.ShouldBe(JsonValueKind.Null);
        (await stranger.Http.GetAsync($"/v1/api-keys/{key.Id}/sharex.sxcu")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task What_goes_through_a_key_is_counted()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("images:read", "images:write");
        key.Http.DefaultRequestHeaders.UserAgent.ParseAdd("PicGo");
        var picture = Pictures.Jpeg();
        var image = await key.Http.UploadAsync(picture, "a.jpg", ("isPublic", "false"));
        var served = await key.Http.GetByteArrayAsync(image.PathOf("url"));

        JsonElement usage = default;
        await Poll.UntilAsync(
            async () =>
            {
                usage = (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync())[0].GetProperty("usage");
                return usage.GetProperty("calls").GetInt64() == 2 && usage.GetProperty("bytesOut").GetInt64() > served.Length;
            },
            "the usage of the key");
        usage.GetProperty("bytesIn").GetInt64().ShouldBeGreaterThan(picture.Length);
        usage.GetProperty("bytesOut").GetInt64().ShouldBeLessThan(served.Length + 8192);
        (usage.Text("lastAddress"), usage.Text("lastUserAgent")).ShouldBe(("127.0.0.1", "PicGo"));
    }

    [Test]
    public async Task A_length_that_is_claimed_and_never_sent_is_not_counted()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        var server = new Uri(Server.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/images HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {key.Secret}\r\nContent-Length: {long.MaxValue}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 200 OK");

        JsonElement usage = default;
        await Poll.UntilAsync(
            async () =>
            {
                usage = (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync())[0].GetProperty("usage");
                return usage.GetProperty("calls").GetInt64() == 1;
            },
            "the usage of the key");
        usage.GetProperty("bytesIn").GetInt64().ShouldBe(0);
    }

    [Test]
    public async Task A_tool_gets_the_key_for_a_token_once()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        var created = await (await CreateTokenAsync(user, key.Id, key.Secret)).DataAsync(HttpStatusCode.Created);
        created.Text("ott").ShouldMatch("^ott_[A-Za-z0-9_-]{43}$");
        created.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(Server.Clock.GetUtcNow().AddMinutes(5), TimeSpan.FromMinutes(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ExchangeAsync(created.Text("ott"))));

        var given = await answers.Single(answer => answer.StatusCode == HttpStatusCode.OK).DataAsync();
        (given.Text("apiUrl"), given.Text("apiKey"), given.Text("imgDomain")).ShouldBe(($"{Server.Url}/v1/images", key.Secret, $"{Server.Url}/media"));
        given.GetProperty("user").Text("email").ShouldBe(user.Email);
        given.GetProperty("user").TryGetProperty("nickname", out _).ShouldBeFalse();
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound).ShouldBe(7);
    }

    [Test]
    public async Task A_token_ends_after_minutes_and_with_its_key()
    {
        var user = await Server.SignUpAsync();
        var (late, revoked) = (await user.CreateKeyAsync(), await user.CreateKeyAsync());
        var first = (await (await CreateTokenAsync(user, revoked.Id, revoked.Secret)).DataAsync(HttpStatusCode.Created)).Text("ott");
        await user.Http.DeleteAsync($"/v1/api-keys/{revoked.Id}");
        (await ExchangeAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var second = (await (await CreateTokenAsync(user, late.Id, late.Secret)).DataAsync(HttpStatusCode.Created)).Text("ott");
        Server.Clock.Advance(TimeSpan.FromMinutes(6));
        (await ExchangeAsync(second)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Only_the_owner_of_the_very_key_gets_a_token()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var (key, other) = (await user.CreateKeyAsync(), await user.CreateKeyAsync());

        (await CreateTokenAsync(stranger, key.Id, key.Secret)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CreateTokenAsync(user, key.Id, other.Secret)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CreateTokenAsync(user, key.Id, "sk_" + "live_" + new string('A', 32))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await (await key.Http.PostAsJsonAsync("/v1/auth/create-export-token", new { keyId = key.Id, apiKey = key.Secret })).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN");
        (await ExchangeAsync("ott_short")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ExchangeAsync("ott_" + new string('A', 43))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> CreateTokenAsync(TestUser user, string keyId, string apiKey) =>
        user.Http.PostAsJsonAsync("/v1/auth/create-export-token", new { keyId, apiKey });

    private Task<HttpResponseMessage> ExchangeAsync(string ott) => PostAsync("/v1/auth/exchange-export-token", new { ott });
}
