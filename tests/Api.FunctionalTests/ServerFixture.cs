using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests;

/// <summary>One server for all tests of a fixture, with the settings that the fixture names.</summary>
public abstract class ServerFixture(params string[] settings)
{
    protected PicoraServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Server = await PicoraServer.StartAsync(settings);

    [OneTimeTearDown]
    public async Task StopAsync() => await Server.DisposeAsync();

    protected async Task<HttpResponseMessage> PostAsync(string route, object body) => await Server.CreateClient().PostAsJsonAsync(route, body);

    protected async Task<HttpResponseMessage> RefreshAsync(string? refreshToken, string? origin = null, string route = "/v1/auth/refresh")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route);
        if (refreshToken is not null)
        {
            request.Headers.Add("Cookie", $"refresh_token={refreshToken}");
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await Server.CreateClient().SendAsync(request);
    }
}
