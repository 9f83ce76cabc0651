using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Passwords cost so much work that a few senders could keep a server from everything else.</summary>
internal sealed class BusySignInTests() : ServerFixture(
    "--Picora:Accounts:PasswordWorkers=1", "--Picora:Accounts:PasswordQueue=0", "--Picora:Accounts:MaxFailedLogins=2")
{
    private const string Password = "correct-horse-1";

    [Test]
    public async Task What_does_not_get_its_turn_is_told_to_come_back_and_counts_as_no_failure()
    {
        var email = Server.NewEmail();
        await Server.RegisterAsync(email, Password);
        var refusals = new List<HttpResponseMessage>();

        // More than would lock the account if they were failures.
        await Poll.UntilAsync(
            async () =>
            {
                var others = Enumerable.Range(0, 4).Select(_ => LoginAsync(Server.NewEmail())).ToList();
                var own = await LoginAsync(email);
                own.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
                await Task.WhenAll(others);
                refusals.AddRange(own.StatusCode == HttpStatusCode.OK ? [] : [own]);
                return refusals.Count >= 3;
            },
            "three refusals");

        (await refusals[0].CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("SIGN_IN_BUSY");
        refusals[0].Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        (await LoginAsync(email)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> LoginAsync(string email) => PostAsync("/v1/auth/login", new { email, password = Password });
}
