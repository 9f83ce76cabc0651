using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Picora.Api.Endpoints.System;
using Picora.Api.Http;
using Picora.Infrastructure.Jobs;

namespace Picora.Api.Composition;

/// <summary>What a process of an installation is there for.</summary>
internal enum ServerRole
{
    /// <summary>It serves, and works on jobs unless <c>Picora:Jobs:Enabled</c> is off.</summary>
    Server,

    /// <summary>It works on jobs and serves nobody.</summary>
    Worker,
}

/// <summary>Settings under <c>Picora:Worker</c>, for <c>picora worker</c>.</summary>
internal sealed class WorkerOptions
{
    public const string Section = "Picora:Worker";

    /// <summary>Where a worker answers <c>/health</c> and <c>/metrics</c>, and nothing else, such as <c>http://localhost:5081</c>. Left empty, it listens nowhere.</summary>
    public string Urls { get; set; } = string.Empty;
}

/// <summary>Setting <c>Picora:Role</c>: <c>Server</c>, or <c>Worker</c>, which the command <c>picora worker</c> sets.</summary>
internal static class ServerRoles
{
    public const string Setting = "Picora:Role";

    public static ServerRole Role(this IConfiguration configuration) => configuration.GetValue(Setting, ServerRole.Server);

    /// <summary>Takes away what a worker does not do.</summary>
    public static void BeWorker(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<JobsOptions>().Validate(jobs => jobs.Enabled, $"A worker with {JobsOptions.Section}:{nameof(JobsOptions.Enabled)} off has nothing to do.");
        if ((builder.Configuration.GetSection(WorkerOptions.Section).Get<WorkerOptions>() ?? new WorkerOptions()).Urls is { Length: > 0 } urls)
        {
            builder.WebHost.UseUrls(urls);
        }
        else
        {
            builder.Services.AddSingleton<IServer, Silence>();
        }
    }

    public static void UseWorkerPipeline(this WebApplication app)
    {
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<FailureMiddleware>();
        app.UseRouting();
        app.MapGroup<HealthEndpoints>();
        app.MapGroup<MetricsEndpoints>();
    }

    /// <summary>A web server that listens nowhere.</summary>
    private sealed class Silence : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            // It holds nothing.
        }
    }
}
