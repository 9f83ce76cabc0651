using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.RateLimits;

/// <summary>The numbers that the contract publishes, as the product has them without any setting.</summary>
public class ProductLimitsTests
{
    [Test]
    public async Task The_product_has_the_numbers_of_the_contract_and_the_61st_upload_is_refused()
    {
        await using var server = await PicoraServer.StartWithOwnLimitsAsync();
        server.Clock.Stop();
        var administrator = await server.SignUpAsync();
        var user = await server.SignUpAsync();
        var key = await user.CreateKeyAsync();

        (await LimitsAsync(key.Http)).ShouldBe([600, 60, 120, 5000]);
        (await LimitsAsync(administrator.Http)).ShouldBe([6000, 600, 1200, 50_000]);
        (await server.CreateClient().GetAsync("/v1/images")).Header("RateLimit-Limit").ShouldBe("120");

        var uploaded = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => key.Http.PostImageAsync(Pictures.Png(8, 8 + i))));
        uploaded.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created);
        uploaded.Select(answer => int.Parse(answer.Header("X-RateLimit-Remaining"), null)).Order().ShouldBe(Enumerable.Range(0, 60));
        (await key.Http.PostImageAsync(Pictures.Png(8, 8))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task<int[]> LimitsAsync(HttpClient client)
    {
        var limits = await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/v1/user/me/rate-limits");
        string[] names = ["read", "upload", "mutation", "hourly"];
        return [.. names.Select(name => limits.GetProperty("data").GetProperty(name).GetProperty("limit").GetInt32())];
    }
}
