using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class LimitsTests() : ServerFixture(
    "--Picora:Accounts:Codes:PerAddressMinute=1",
    "--Picora:Accounts:Codes:PerAddressHour=5",
    "--Picora:Accounts:Codes:PerAddressDay=10",
    "--Picora:Accounts:Codes:PerNetworkHour=40")
{
    [Test, Order(1)]
    public async Task Of_many_requests_at_once_for_one_address_one_is_served()
    {
        var email = Server.NewEmail();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(email)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        var body = await refused.BodyAsync(HttpStatusCode.TooManyRequests);
        body.Text("code").ShouldBe("RATE_LIMITED");
        body.GetProperty("meta").GetProperty("retryAfterSec").GetInt32().ShouldBeInRange(50, 60);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(50, 60);
    }

    [Test, Order(2)]
    public async Task Five_per_hour_and_address()
    {
        var email = Server.NewEmail();
        for (var i = 0; i < 5; i++)
        {
            (await SendAsync(email)).StatusCode.ShouldBe(HttpStatusCode.OK);
            Server.Clock.Advance(TimeSpan.FromSeconds(61));
        }

        var refused = await SendAsync(email);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Server.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        (await SendAsync(email)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test, Order(3)]
    public async Task One_network_gets_only_so_many()
    {
        Server.Clock.Advance(TimeSpan.FromHours(2));
        var answers = await Task.WhenAll(Enumerable.Range(0, 44).Select(_ => SendAsync(Server.NewEmail())));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(40);
    }

    [Test, Order(4)]
    public async Task A_code_lives_five_minutes()
    {
        Server.Clock.Advance(TimeSpan.FromHours(25));
        var email = Server.NewEmail();
        var code = await Server.RequestCodeAsync(email);
        Server.Clock.Advance(TimeSpan.FromMinutes(5));

        (await PostAsync("/v1/auth/login/code", new { email, code })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<HttpResponseMessage> SendAsync(string email) => PostAsync("/v1/auth/send-code", new { email, type = "register" });
}
