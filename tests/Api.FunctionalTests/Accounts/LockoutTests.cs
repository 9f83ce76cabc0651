using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class LockoutTests() : ServerFixture
{
    private const string Password = "correct-horse-1";

    [Test]
    public async Task Five_wrong_passwords_lock_passwords_out_but_not_the_owner()
    {
        var email = Server.NewEmail();
        await Server.RegisterAsync(email, Password);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(await LoginAsync(email, "wrong"));
        }

        var locked = await LoginAsync(email, Password);

        locked.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await locked.Content.ReadAsStringAsync()).ShouldBe(await answers[0].Content.ReadAsStringAsync());
        await Server.Mail.WaitForAsync(email, "Several wrong passwords");

        // A mailed code is the owner's way in while somebody else keeps guessing, and it opens the lock.
        await Server.SignUpAsync(email);
        (await LoginAsync(email, Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_lock_ends_after_a_quarter_of_an_hour()
    {
        var email = Server.NewEmail();
        await Server.RegisterAsync(email, Password);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => LoginAsync(email, "wrong")));
        (await LoginAsync(email, Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        Server.Clock.Advance(TimeSpan.FromMinutes(15));

        (await LoginAsync(email, Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string password) => PostAsync("/v1/auth/login", new { email, password });
}
