using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.RateLimits;

/// <summary>Many clients at once, each with connections of its own.</summary>
internal static class Storm
{
    public const int Clients = 64;

    /// <summary>Sends a request from each client, as often as it takes to send so many; answers with those that were let through and those that were not.</summary>
    public static async Task<(int Allowed, IReadOnlyList<HttpResponseMessage> Refused)> RunAsync(
        IReadOnlyList<HttpClient> clients, int requests, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        var left = requests;
        var answers = await Task.WhenAll(clients.Select(client => Task.Run(() => SendAsync(client))));
        var all = answers.SelectMany(some => some).ToList();
        var refused = all.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        return (all.Count - refused.Count, refused);

        async Task<List<HttpResponseMessage>> SendAsync(HttpClient client)
        {
            var own = new List<HttpResponseMessage>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                own.Add(await send(client));
            }

            return own;
        }
    }

    public static IReadOnlyList<HttpClient> ClientsOf(IPicoraHost server, string? bearer) =>
        [.. Enumerable.Range(0, Clients).Select(_ => server.CreateClient(bearer))];

    public static string Header(this HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
