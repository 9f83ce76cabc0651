using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class FirstAdministratorTests() : ServerFixture
{
    [Test]
    public async Task Of_many_who_come_first_at_once_one_is_the_administrator()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Server.SignUpAsync()));

        var admin = people.Single(person => person.Profile.GetProperty("isAdmin").GetBoolean());
        admin.Profile.Text("role").ShouldBe("admin");
        Server.Logs.Text.ShouldContain($"User {admin.Id} registered first and is the administrator");
        (await Server.SignUpAsync()).Profile.Text("role").ShouldBe("user");
    }
}
