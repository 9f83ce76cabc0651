using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Surface;

[Category(TestCategories.OneEngine)]
public class LogTests
{
    private const string Password = "correct horse battery 9 staple";

    private static readonly string[] Everything = ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Trace"];

    [Test]
    public async Task No_secret_is_ever_logged_at_any_level()
    {
        await using var server = await PicoraServer.StartAsync(Everything);
        var email = server.NewEmail();
        var user = await server.RegisterAsync(email, Password);
        var code = await server.RequestCodeAsync(email);
        var key = await user.CreateKeyAsync();
        await key.Http.UploadAsync(Pictures.Jpeg());
        await user.Http.GetAsync($"/v1/images?cursor={key.Secret}&code={code}");
        await server.CreateClient("sk_live_" + new string('x', 32)).GetAsync("/v1/images");
        await server.CreateClient().PostAsJsonAsync("/v1/auth/login", new { email, password = Password + "?", code });
        await server.CreateClient().PostAsync("/v1/auth/login", new StringContent($"{{\"password\":\"{Password}\",", null, "application/json"));
        using var refresh = new HttpRequestMessage(HttpMethod.Post, "/v1/auth/refresh");
        refresh.Headers.Add("Cookie", $"refresh_token={user.RefreshToken}");
        await server.CreateClient().SendAsync(refresh);

        string[] secrets = [user.AccessToken, user.RefreshToken, key.Secret, key.Secret[8..], Password, "sk_live_xxxx", "Bearer "];
        secrets.ShouldAllBe(secret => !server.Logs.Text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        server.Logs.Lines.Where(line => System.Text.RegularExpressions.Regex.IsMatch(line, $"(?<![0-9A-Za-z_.-]){code}(?![0-9A-Za-z_-])")).ShouldBeEmpty();
    }

    [Test]
    public async Task A_change_and_a_failure_leave_a_line_and_a_read_one_for_debugging()
    {
        await using var server = await PicoraServer.StartAsync(Everything);
        var user = await server.SignUpAsync();

        await user.Http.PatchAsJsonAsync("/v1/user/me", new { nickname = "Ada" });
        await user.Http.GetAsync("/v1/user/me?secret=1");
        await user.Http.GetAsync("/v1/images/no%0Asuch?secret=2");

        var lines = server.Logs.Lines.Where(line => line.Contains("RequestLogMiddleware", StringComparison.Ordinal)).ToList();
        lines.ShouldContain(line => line.StartsWith("Information", StringComparison.Ordinal) && line.Contains("PATCH /v1/user/me 200", StringComparison.Ordinal) && line.Contains(user.Id, StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("Debug", StringComparison.Ordinal) && line.Contains("GET /v1/user/me 200", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("Information", StringComparison.Ordinal) && line.Contains("GET /v1/images/no%0Asuch 404", StringComparison.Ordinal));
        lines.ShouldAllBe(line => !line.Contains("secret=", StringComparison.Ordinal));
    }

    [TestCase("true")]
    [TestCase("false")]
    public async Task The_console_gets_one_line_per_event_as_text_or_as_JSON(string json)
    {
        await using var program = await PicoraProcess.StartAsync($"--Picora:Logging:Json={json}");
        await program.CreateClient().PostAsync("/v1/auth/logout", null);
        await Poll.UntilAsync(() => program.Output.Contains("/v1/auth/logout 200", StringComparison.Ordinal), "the request's line");

        var line = program.Output.Split(Environment.NewLine).First(text => text.Contains("/v1/auth/logout 200", StringComparison.Ordinal));
        var time = json == "true" ? JsonDocument.Parse(line).RootElement.Text("Timestamp") : line.Split(' ')[0];
        time.Trim().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
    }
}
