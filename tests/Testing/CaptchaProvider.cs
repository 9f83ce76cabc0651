using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Picora.Testing;

/// <summary>
/// Answers as Turnstile does: a token that begins with <c>good</c> is a solution, once; any other is none; <c>broken</c> breaks the provider.
/// </summary>
public sealed class CaptchaProvider : IAsyncDisposable
{
    public const string SecretKey = "the-secret-key";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, string> spent = new(StringComparer.Ordinal);

    private CaptchaProvider(WebApplication app) => this.app = app;

    /// <summary>For the command line of the server that asks it.</summary>
    public string[] Settings =>
        [$"--Picora:Captcha:VerifyUrl={app.Urls.First()}/siteverify", "--Picora:Captcha:SiteKey=the-site-key", $"--Picora:Captcha:SecretKey={SecretKey}"];

    /// <summary>The tokens that were looked at, with the address that was told along.</summary>
    public IReadOnlyDictionary<string, string> Seen => spent;

    public static async Task<CaptchaProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new CaptchaProvider(app);
        app.MapPost("/siteverify", provider.VerifyAsync);
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IResult> VerifyAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var token = form["response"].ToString();
        var isFresh = spent.TryAdd(token, form["remoteip"].ToString());
        return token == "broken"
            ? Results.StatusCode(StatusCodes.Status500InternalServerError)
            : Results.Json(new { success = isFresh && token.StartsWith("good", StringComparison.Ordinal) && form["secret"] == SecretKey, hostname = "localhost" });
    }
}
