using System.Net;
using System.Text.RegularExpressions;

namespace Picora.Testing;

/// <summary>A browser as far as signing in at a provider needs one: cookies per host, redirects one by one, forms.</summary>
/// <param name="publicUrl">How the server is called from outside; requests to it go to where it really listens.</param>
public sealed partial class TestBrowser(PicoraServer server, string publicUrl)
{
    private const string SignInPath = "/v1/auth";

    private readonly List<StoredCookie> cookies = [];

    /// <summary>The value of a cookie of a host; null when there is none.</summary>
    public string? Cookie(string url, string name) => cookies.FindLast(cookie => cookie.Host == HostOf(url) && cookie.Name == name)?.Value;

    /// <summary>Takes on a cookie that this server gave to somebody else, or earlier.</summary>
    public void Take(string name, string value) => Store(new StoredCookie(HostOf(publicUrl), name, value, SignInPath));

    /// <summary>One request; the answer may be a redirect.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpContent? content = null)
    {
        var target = url.StartsWith(publicUrl, StringComparison.Ordinal) ? server.Url + url[publicUrl.Length..] : url;
        using var request = new HttpRequestMessage(method, target) { Content = content };
        var path = new Uri(url).AbsolutePath;
        var sent = string.Join("; ", cookies.Where(cookie => cookie.Host == HostOf(url) && path.StartsWith(cookie.Path, StringComparison.Ordinal)).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        if (sent.Length > 0)
        {
            request.Headers.Add("Cookie", sent);
        }

        var answer = await server.CreateClient().SendAsync(request);
        foreach (var text in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            Store(StoredCookie.Parse(HostOf(url), text));
        }

        return answer;
    }

    /// <summary>Goes to an address and on through redirects and the provider's forms, signing in as somebody, until a redirect leads where it should.</summary>
    public async Task<string> FollowAsync(string url, string login, Func<string, bool> until)
    {
        var answer = await SendAsync(HttpMethod.Get, url);
        for (var hops = 0; hops < 20; hops++)
        {
            if (answer.Headers.Location is { } location)
            {
                url = new Uri(new Uri(url), location).ToString();
                if (until(url))
                {
                    return url;
                }

                answer = await SendAsync(HttpMethod.Get, url);
                continue;
            }

            var page = await answer.Content.ReadAsStringAsync();
            var form = FormAction().Match(page);
            if (!form.Success)
            {
                throw new InvalidOperationException($"{url} answered {(int)answer.StatusCode} without a form: {page}");
            }

            var fields = HiddenField().Matches(page).ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value);
            url = WebUtility.HtmlDecode(form.Groups[1].Value);
            answer = await SendAsync(HttpMethod.Post, url, new FormUrlEncodedContent([.. fields, new("login", login), new("password", "any")]));
        }

        throw new InvalidOperationException($"Too many redirects, the last to {url}.");
    }

    private void Store(StoredCookie cookie)
    {
        cookies.RemoveAll(old => (old.Host, old.Name, old.Path) == (cookie.Host, cookie.Name, cookie.Path));
        // Who clears a cookie empties it.
        if (cookie.Value.Length > 0)
        {
            cookies.Add(cookie);
        }
    }

    private static string HostOf(string url) => new Uri(url).Authority;

    private sealed record StoredCookie(string Host, string Name, string Value, string Path)
    {
        public static StoredCookie Parse(string host, string text)
        {
            var parts = text.Split(';', StringSplitOptions.TrimEntries);
            var pair = parts[0].Split('=', 2);
            var path = Array.Find(parts, part => part.StartsWith("path=", StringComparison.OrdinalIgnoreCase))?[5..] ?? "/";
            return new StoredCookie(host, pair[0], pair[1], path);
        }
    }

    [GeneratedRegex("<form[^>]*action=\"([^\"]+)\"")]
    private static partial Regex FormAction();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
