using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Idempotency;

/// <summary>Whenever the server dies, a client that insists on its named request ends with one effect, and with its answer.</summary>
[NonParallelizable]
public class IdempotencyKillTests
{
    private const int Kills = 5;
    private const int Clients = 8;

    private readonly ConcurrentDictionary<string, string> answers = new(StringComparer.Ordinal);

    [Test]
    public async Task Sudden_ends_repeat_no_effect_and_lose_no_answer()
    {
        await using var server = await PicoraProcess.StartAsync(
            "--Picora:Plans:trial:ApiKeyCount=1000000", "--Picora:Jobs:Enabled=false",
            "--Picora:RateLimits:MutationPerMinute=1000000", "--Picora:RateLimits:PerHour=1000000",
            "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        var user = await server.SignUpAsync();
        var unanswered = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            unanswered.AddRange(await WorkUntilKilledAsync(server, user.AccessToken, TimeSpan.FromMilliseconds(50 * kill)));
            await server.StartAsync();
        }

        var client = server.CreateClient(user.AccessToken);
        var replayed = 0;
        foreach (var name in unanswered)
        {
            replayed += await CreateAsync(client, name) ? 1 : 0;
        }

        await TestContext.Out.WriteLineAsync($"{answers.Count} requests, {unanswered.Count} of them in flight at an end, {replayed} of these carried out before it");
        var keys = await (await client.GetAsync("/v1/api-keys")).DataAsync();
        keys.EnumerateArray().ToDictionary(key => key.Text("name"), key => key.Text("id"), StringComparer.Ordinal)
            .ShouldBe(answers.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
    }

    private async Task<IReadOnlyList<string>> WorkUntilKilledAsync(PicoraProcess server, string token, TimeSpan moment)
    {
        var (unanswered, before) = (new ConcurrentBag<string>(), answers.Count);
        var clients = Enumerable.Range(0, Clients).Select(_ => WorkAsync(server.CreateClient(token), unanswered)).ToList();
        await Poll.UntilAsync(() => answers.Count > before + Clients, "the first keys of this round");
        var watch = Stopwatch.StartNew();
        await Poll.UntilAsync(() => watch.Elapsed > moment, "the moment to kill");
        await server.KillAsync();
        await Task.WhenAll(clients);
        return [.. unanswered];
    }

    private async Task WorkAsync(HttpClient client, ConcurrentBag<string> unanswered)
    {
        while (true)
        {
            var name = Guid.NewGuid().ToString("N");
            try
            {
                await CreateAsync(client, name);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                unanswered.Add(name);
                return;
            }
        }
    }

    /// <summary>Whether it had been carried out before.</summary>
    private async Task<bool> CreateAsync(HttpClient client, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/api-keys") { Content = JsonContent.Create(new { name }) };
        request.Headers.Add("Idempotency-Key", name);
        var response = await client.SendAsync(request);
        var key = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("data");
        answers[name] = key.Text("id");
        return response.Headers.Contains("Idempotency-Replayed");
    }
}
