using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>
/// Whether an address is registered shows in nothing: not in the status, not in the body, not in the time. Times are compared by their ranks,
/// which a loaded machine disturbs on both sides alike: 0.5 says that either is the slower one as often as the other, 1 that it always is.
/// </summary>
[NonParallelizable]
internal sealed class EnumerationTests() : ServerFixture("--Picora:Accounts:MaxFailedLogins=1000")
{
    private const string Wrong = "wrong-password-1";

    private static readonly (string Route, Func<string, object> Body)[] Operations =
    [
        ("/v1/auth/login", email => new { email, password = Wrong }),
        ("/v1/auth/login/code", email => new { email, code = "000000" }),
        ("/v1/auth/register", email => new { email, password = Wrong, code = "000000" }),
        ("/v1/auth/reset-password", email => new { email, code = "000000", newPassword = Wrong }),
        ("/v1/auth/forgot-password", email => new { email }),
        ("/v1/auth/send-code", email => new { email, type = "register" }),
        ("/v1/auth/send-code", email => new { email, type = "reset_password" }),
        ("/v1/auth/send-code", email => new { email, type = "bind_email" }),
    ];

    private static readonly int[] All = [.. Enumerable.Range(0, Operations.Length)];

    // Of twenty on each side, chance alone stays within these bounds but for about six times in a million.
    [TestCaseSource(nameof(All))]
    public async Task Known_and_unknown_addresses_answer_alike(int operation) => (await CompareAsync(operation, 20)).ShouldBeInRange(0.04, 0.96);

    [TestCaseSource(nameof(All)), Explicit("Takes minutes, and says something on a quiet machine only.")]
    public async Task Known_and_unknown_addresses_take_the_same_time(int operation) => (await CompareAsync(operation, 250)).ShouldBeInRange(0.4, 0.6);

    private async Task<double> CompareAsync(int operation, int trials)
    {
        var (route, body) = Operations[operation];
        var known = await Server.RegisterAsync(Server.NewEmail(), "correct-horse-1");
        var unknown = Server.NewEmail();
        var client = Server.CreateClient();
        var (onKnown, onUnknown) = (new List<double>(), new List<double>());
        await AskAsync(client, route, body(known.Email));
        await AskAsync(client, route, body(unknown));
        for (var i = 0; i < trials; i++)
        {
            // In turns, each side first as often as the other: whatever slows the machine down hits both.
            var first = await AskAsync(client, route, body(i % 2 == 0 ? known.Email : unknown));
            var second = await AskAsync(client, route, body(i % 2 == 0 ? unknown : known.Email));
            (second.Status, second.Text).ShouldBe((first.Status, first.Text));
            onKnown.Add((i % 2 == 0 ? first : second).Milliseconds);
            onUnknown.Add((i % 2 == 0 ? second : first).Milliseconds);
        }

        var share = onKnown.Average(one => onUnknown.Average(other => one > other ? 1 : one < other ? 0 : 0.5));
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{route}: known {Median(onKnown):0.00} ms, unknown {Median(onUnknown):0.00} ms, known is the slower one in {share:0.000}"));
        return share;
    }

    private static async Task<(double Milliseconds, int Status, string Text)> AskAsync(HttpClient client, string route, object body)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await client.PostAsJsonAsync(route, body);
        var text = await response.Content.ReadAsStringAsync();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, (int)response.StatusCode, text);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
