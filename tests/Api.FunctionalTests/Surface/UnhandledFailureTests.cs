using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Api.Composition;
using Picora.Infrastructure.Persistence;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

public class UnhandledFailureTests
{
    private const string Secret = "the reason, which is nobody's business";

    [Test]
    public async Task A_bug_becomes_a_500_that_names_the_request_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("picora-test-");
        var logs = new CapturedLogs();
        await using (var app = PicoraHost.Build(["--urls=http://127.0.0.1:0", $"--Picora:DataFolder={folder}"], builder => Break(builder, logs)))
        {
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
            await app.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

            var answer = await client.GetAsync("/v1/broken");

            var body = await answer.BodyAsync(HttpStatusCode.InternalServerError);
            body.Text("code").ShouldBe("INTERNAL");
            body.GetRawText().ShouldNotContain(Secret);
            var requestId = answer.Headers.GetValues("x-request-id").Single();
            logs.Lines.Count(line => line.Contains(requestId, StringComparison.Ordinal) && line.Contains(Secret, StringComparison.Ordinal)).ShouldBe(1);
            await app.StopAsync();
        }

        folder.Delete(recursive: true);
    }

    private static void Break(WebApplicationBuilder builder, CapturedLogs logs)
    {
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSingleton<IStartupFilter, BrokenRoute>();
    }

    private sealed class BrokenRoute : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Map("/v1/broken", broken => broken.Run(_ => throw new InvalidOperationException(Secret)));
        };
    }
}
