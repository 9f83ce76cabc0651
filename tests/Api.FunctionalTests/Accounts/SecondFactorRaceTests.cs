using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>A second factor that arrives while the password is being reset. SQLite has one writer at a time; here there are two.</summary>
public class SecondFactorRaceTests() : ServerFixture
{
    private const string Password = "correct-horse-1";

    [OneTimeSetUp]
    public void LookForPostgres()
    {
        if (TestDatabase.Engine != TestDatabase.Postgres)
        {
            Assert.Ignore("the locks are PostgreSQL's");
        }

        Server.Clock.Stop();
    }

    [Test]
    public async Task Nobody_slips_in_while_the_password_is_reset()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        var (app, _) = await AuthenticatorApp.SetUpAsync(Server, user, Password);
        var needed = await PostAsync("/v1/auth/login", new { email = user.Email, password = Password });
        var mfaToken = (await needed.BodyAsync(HttpStatusCode.Unauthorized)).GetProperty("meta").Text("mfaToken");

        // What a reset does in its transaction: it locks the person, and forgets their tickets at the end; here not before somebody waits for it.
        var reset = Server.ExecuteSqlAsync($$"""
            DO $$ DECLARE tries int := 0; BEGIN
              UPDATE users SET "CreatedAt" = "CreatedAt" WHERE "Id" = '{{user.Id}}';
              WHILE tries < 400 AND NOT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))) LOOP
                PERFORM pg_sleep(0.05);
                tries := tries + 1;
              END LOOP;
              DELETE FROM sign_in_tickets WHERE "UserId" = '{{user.Id}}';
            END $$
            """);
        await Poll.UntilAsync(IsLockedAsync, "the reset to hold the person");
        var answer = await PostAsync("/v1/auth/login/totp", new { mfaToken, code = app.Code });
        await reset;

        (await answer.CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("MFA_TOKEN_INVALID");

        async Task<bool> IsLockedAsync() => await Server.ExecuteSqlAsync(
            $"UPDATE users SET \"CreatedAt\" = \"CreatedAt\" WHERE \"Id\" IN (SELECT \"Id\" FROM users WHERE \"Id\" = '{user.Id}' FOR UPDATE SKIP LOCKED)") == 0;
    }
}
