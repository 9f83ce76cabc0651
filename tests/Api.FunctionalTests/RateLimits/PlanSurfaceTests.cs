using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Api.Composition;
using Picora.Api.Http;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Infrastructure.Persistence;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.RateLimits;

/// <summary>The surface whose limits are the plan's, per hour (contract section 5.3), with operations of the test's own.</summary>
public class PlanSurfaceTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("picora-test-").FullName;
    private readonly TestClock clock = new();
    private WebApplication app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        clock.Stop();
        app = PicoraHost.Build(["--urls=http://127.0.0.1:0", $"--Picora:DataFolder={folder}", "--Picora:Imaging:WarmStart=false", "--Picora:RateLimits:Hourly:pro:Uploads=77"], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Logging.ClearProviders();
        });
        app.MapGet("/api/v1/test-reads", () => Results.Ok()).WithMetadata(new LimitedBy(RateTier.Read));
        app.MapPost("/api/v1/test-uploads", () => Results.Ok()).WithMetadata(new LimitedBy(RateTier.Upload));
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Strangers_have_five_uploads_and_a_hundred_calls_an_hour()
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var uploads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync("/api/v1/test-uploads", null)));
        var calls = await Task.WhenAll(Enumerable.Range(0, 110).Select(_ => client.GetAsync("/api/v1/test-reads")));

        (uploads.Count(answer => answer.IsSuccessStatusCode), calls.Count(answer => answer.IsSuccessStatusCode)).ShouldBe((5, 95));
        var refused = uploads.First(answer => !answer.IsSuccessStatusCode);
        var body = await refused.BodyAsync(HttpStatusCode.TooManyRequests);
        body.Text("message").ShouldBe("Rate limit exceeded");
        (refused.Header("X-RateLimit-Limit"), refused.Header("X-RateLimit-Remaining"), refused.Headers.Contains("RateLimit-Limit")).ShouldBe(("5", "0", false));
        var wait = TimeSpan.FromSeconds(long.Parse(refused.Header("X-RateLimit-Reset"), null) - clock.GetUtcNow().ToUnixTimeSeconds());
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(wait - TimeSpan.FromSeconds(1), wait);
        clock.Advance(wait);
        (await client.PostAsync("/api/v1/test-uploads", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase(Plan.None, false, 20, 1_000)]
    [TestCase(Plan.Trial, false, 20, 1_000)]
    [TestCase(Plan.Pro, false, 77, 10_000)]
    [TestCase(Plan.ProPlus, false, 1_000, 100_000)]
    [TestCase(Plan.ProPlus, true, 10_000, 1_000_000)]
    public void Each_plan_has_its_numbers(Plan plan, bool isAdministrator, int uploads, int calls)
    {
        var caller = new Caller(Credential.ApiKey, new UserId("somebody"), "key", plan, isAdministrator, Scope.All);
        var rules = app.Services.GetRequiredService<RateRules>();

        rules.OfPlan(RateTier.Upload, caller).Select(rule => rule.Limit).ShouldBe([uploads, calls]);
        rules.OfPlan(RateTier.Read, caller).ShouldHaveSingleItem().ShouldBe(RateRule.PerHour(RateCounter.PlanCalls, calls));
    }
}
