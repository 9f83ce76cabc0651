using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>Somebody who is signed in.</summary>
public sealed class TestUser
{
    private const string Cookie = "refresh_token=";

    private readonly IPicoraHost server;

    private TestUser(IPicoraHost server, JsonElement signedIn, string refreshToken)
    {
        this.server = server;
        Profile = signedIn.GetProperty("user");
        AccessToken = signedIn.Text("accessToken");
        RefreshToken = refreshToken;
        Http = server.CreateClient(AccessToken);
    }

    public string Id => Profile.Text("id");

    public string Email => Profile.Text("email");

    public JsonElement Profile { get; }

    public string AccessToken { get; }

    /// <summary>The value of the refresh cookie.</summary>
    public string RefreshToken { get; }

    /// <summary>Sends the access token along.</summary>
    public HttpClient Http { get; }

    /// <summary>Creates an API key; without scopes, one with the default scopes.</summary>
    public async Task<TestKey> CreateKeyAsync(params string[] scopes)
    {
        var response = await Http.PostAsJsonAsync("/v1/api-keys", new { name = "test", scopes = scopes.Length == 0 ? null : scopes });
        var key = await response.DataAsync(HttpStatusCode.Created);
        return new TestKey(key.Text("id"), key.Text("key"), server.CreateClient(key.Text("key")));
    }

    /// <summary>Reads what a sign-in answered.</summary>
    public static async Task<TestUser> FromAsync(IPicoraHost server, HttpResponseMessage response)
    {
        var expected = response.StatusCode == HttpStatusCode.Created ? HttpStatusCode.Created : HttpStatusCode.OK;
        return new TestUser(server, await response.DataAsync(expected), RefreshTokenOf(response.Headers)!);
    }

    /// <summary>The value of the refresh cookie that an answer sets.</summary>
    public static string? RefreshTokenOf(HttpResponseHeaders headers) => headers.TryGetValues("Set-Cookie", out var cookies)
        ? cookies.First(cookie => cookie.StartsWith(Cookie, StringComparison.Ordinal))[Cookie.Length..].Split(';')[0]
        : null;
}

/// <param name="Secret">The key itself.</param>
/// <param name="Http">Sends the key along.</param>
public sealed record TestKey(string Id, string Secret, HttpClient Http);
