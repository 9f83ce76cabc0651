using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

public class LanguageTests() : ServerFixture
{
    [TestCase(null, false)]
    [TestCase("*", false)]
    [TestCase("de-DE,de;q=0.9", false)]
    [TestCase("en,zh;q=0.5", false)]
    [TestCase("zh;q=0.5, en;q=0.8", false)]
    [TestCase("nonsense;;;=", false)]
    [TestCase("zh-CN", true)]
    [TestCase("de, zh;q=0.7, en;q=0.3", true)]
    public async Task The_sentence_follows_the_language_and_the_code_stays(string? languages, bool chinese)
    {
        var client = Server.CreateClient();
        if (languages is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", languages);
        }

        var answer = await client.PostAsJsonAsync("/v1/auth/login", new { email = "nobody@example.org", password = "wrong" });

        var body = await answer.BodyAsync(HttpStatusCode.Unauthorized);
        body.Text("code").ShouldBe("UNAUTHORIZED");
        body.Text("error").ShouldBe(chinese ? "邮箱或密码错误" : "Invalid email or password");
        answer.Content.Headers.ContentLanguage.ShouldBe([chinese ? "zh-CN" : "en"]);
        answer.Headers.Vary.ShouldContain("Accept-Language");
    }

    [Test]
    public async Task A_phrase_that_clients_match_stays_in_Chinese_too()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();
        key.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "zh-CN");

        var body = await (await key.Http.GetAsync("/v1/api-keys")).BodyAsync(HttpStatusCode.Forbidden);

        body.Text("error").ShouldContain("API keys can only access");
    }

    [Test]
    public async Task A_wrong_field_is_named_in_Chinese_too()
    {
        var client = Server.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "zh");

        var body = await (await client.PostAsJsonAsync("/v1/auth/send-code", new { email = "not one", type = "register" }))
            .BodyAsync(HttpStatusCode.UnprocessableEntity);

        body.Text("error").ShouldBe("请求参数无效：email");
        body.GetProperty("meta").GetProperty("fields").TryGetProperty("email", out _).ShouldBeTrue();
    }
}
