using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>A forged key is refused without the database: here there is none left to ask.</summary>
public class ForgedKeyTests() : ServerFixture("--Picora:RateLimits:Shared=true", "--Picora:RateLimits:AnonymousPerMinute=50")
{
    private static readonly string[] Tables = ["api_keys", "users", "sessions", "rate_limits"];

    [Test]
    public async Task Forged_keys_are_refused_and_counted_with_every_table_gone()
    {
        Server.Clock.Stop();
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();
        (await key.Http.GetAsync("/v1/auth/verify")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var table in Tables)
        {
            await Server.ExecuteSqlAsync($"ALTER TABLE \"{table}\" RENAME TO \"{table}_gone\"");
        }

        try
        {
            var answers = new List<HttpStatusCode>();
            for (var i = 0; i < 60; i++)
            {
                answers.Add((await Server.CreateClient(Forge(key.Secret, i)).GetAsync("/v1/auth/verify")).StatusCode);
            }

            answers.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 50), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 10)]);
            ((int)(await key.Http.GetAsync("/v1/auth/verify")).StatusCode).ShouldBeGreaterThanOrEqualTo(500, "a real key is looked up");
        }
        finally
        {
            foreach (var table in Tables)
            {
                await Server.ExecuteSqlAsync($"ALTER TABLE \"{table}_gone\" RENAME TO \"{table}\"");
            }
        }
    }

    // Another character somewhere behind the prefix, as a typist or a guesser has it.
    private static string Forge(string key, int number)
    {
        var at = "sk_live_".Length + (number % 32);
        return key[..at] + (key[at] == 'x' ? 'y' : 'x') + key[(at + 1)..];
    }
}
