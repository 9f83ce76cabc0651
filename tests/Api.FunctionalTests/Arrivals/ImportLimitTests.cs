using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Arrivals;

/// <summary>How many imports run at once, and servers that fetch nothing.</summary>
[Category(TestCategories.OneEngine)]
public class ImportLimitTests
{
    [Test]
    public async Task No_more_run_at_once_than_are_allowed()
    {
        await using var web = new RawWebServer(IPAddress.Parse("127.0.0.2"));
        await using var server = await PicoraServer.StartAsync(
            "--Picora:Import:Ports=any", "--Picora:Import:AllowedNetworks:0=127.0.0.2/32", "--Picora:Import:MaxConcurrent=3", "--Picora:Import:MaxConcurrentPerAccount=2");
        var (one, other) = (await server.SignUpAsync(), await server.SignUpAsync());
        var gate = new TaskCompletionSource();
        web.Answers["/held"] = async (stream, _) =>
        {
            await gate.Task;
            await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), CancellationToken.None);
        };

        var held = new List<Task<HttpResponseMessage>> { ImportAsync(one), ImportAsync(one), ImportAsync(other) };
        await Poll.UntilAsync(() => web.Requests.Count == 3, "three imports under way");
        var mine = await ImportAsync(one);
        var anybodys = await ImportAsync(other);
        gate.SetResult();
        await Task.WhenAll(held);

        foreach (var refused in new[] { mine, anybodys })
        {
            (await refused.CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("IMPORT_BUSY");
            refused.Headers.RetryAfter.ShouldNotBeNull();
        }

        (await (await ImportAsync(one)).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("URL_FETCH_FAILED");

        Task<HttpResponseMessage> ImportAsync(TestUser user) => user.Http.PostAsJsonAsync("/v1/media/import", new { url = $"{web.Url}/held" });
    }

    [Test]
    public async Task It_can_be_switched_off()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Import:Enabled=false");
        var user = await server.SignUpAsync();

        (await (await user.Http.PostAsJsonAsync("/v1/media/import", new { url = "http://127.0.0.1/" })).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("IMPORT_DISABLED");
    }
}
