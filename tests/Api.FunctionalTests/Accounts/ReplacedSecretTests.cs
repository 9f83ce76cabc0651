using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>A server whose secret was lost, or not brought along to another machine.</summary>
public class ReplacedSecretTests
{
    [Test]
    public async Task A_second_factor_that_cannot_be_opened_is_said_to_be_the_operators_matter()
    {
        await using var server = await PicoraServer.StartAsync();
        var user = await server.RegisterAsync(server.NewEmail(), "correct-horse-1");
        var (app, _) = await AuthenticatorApp.SetUpAsync(server, user, "correct-horse-1");
        File.Delete(Path.Combine(server.DataFolder, "keys", "secret"));
        await server.RestartAsync();
        var needed = await server.CreateClient().PostAsJsonAsync("/v1/auth/login", new { email = user.Email, password = "correct-horse-1" });
        var mfaToken = (await needed.BodyAsync(HttpStatusCode.Unauthorized)).GetProperty("meta").Text("mfaToken");

        var answer = await server.CreateClient().PostAsJsonAsync("/v1/auth/login/totp", new { mfaToken, code = app.Code });

        (await answer.CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("SECRET_REPLACED");
    }
}
