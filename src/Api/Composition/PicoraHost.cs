using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Picora.Api.Documentation;
using Picora.Api.Endpoints.Accounts;
using Picora.Api.Endpoints.Administration;
using Picora.Api.Endpoints.Documents;
using Picora.Api.Endpoints.Media;
using Picora.Api.Endpoints.Moderation;
using Picora.Api.Endpoints.Pichr;
using Picora.Api.Endpoints.Privacy;
using Picora.Api.Endpoints.Quotas;
using Picora.Api.Endpoints.RateLimits;
using Picora.Api.Endpoints.System;
using Picora.Api.Endpoints.Uploads;
using Picora.Api.Http;
using Picora.Api.Http.Delivery;
using Picora.Api.Http.Idempotency;
using Picora.Application;
using Picora.Application.Abstractions;
using Picora.Infrastructure;
using Picora.Infrastructure.Accounts;
using Picora.Infrastructure.Audio;
using Picora.Infrastructure.Accounts.Oidc;
using Picora.Infrastructure.Documents;
using Picora.Infrastructure.Email;
using Picora.Infrastructure.Imaging;
using Picora.Infrastructure.Importing;
using Picora.Infrastructure.Jobs;
using Picora.Infrastructure.Operations;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Quotas;
using Picora.Infrastructure.RateLimits;
using Picora.Infrastructure.Storage;
using Picora.Infrastructure.Telemetry;
using Picora.Infrastructure.Video;

namespace Picora.Api.Composition;

/// <summary>Puts the server together. The tests start exactly this, with other settings.</summary>
public static class PicoraHost
{
    /// <param name="args">Settings as <c>--name value</c> or <c>--name=value</c>.</param>
    /// <param name="adjust">Last word on the services, for tests: a clock of their own.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSecretFiles();
        builder.Logging.AddPicoraConsole(builder.Configuration);
        AddServices(builder.Services, builder.Configuration);
        var isWorker = builder.Configuration.Role() == ServerRole.Worker;
        if (isWorker)
        {
            builder.BeWorker();
        }

        adjust?.Invoke(builder);
        var app = builder.Build();
        if (isWorker)
        {
            app.UseWorkerPipeline();
        }
        else
        {
            UsePipeline(app);
        }

        return app;
    }

    /// <summary>Brings the database up to date and serves until told to stop.</summary>
    public static async Task RunAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        using var second = Stopping.KillOnSecondInterrupt(app.Lifetime);
        await app.RunAsync(cancellationToken);
    }

    private static void AddServices(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddPicoraTelemetry();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new DataFolder(configuration));
        PublicUrls.Check(configuration);
        services.AddSingleton<IPublicUrls>(provider => new PublicUrls(configuration, () => ListeningAddress(provider)));
        services.AddHttpContextAccessor();
        services.AddScoped<ICaller, RequestCaller>();
        services.AddSingleton<IClient, RequestClient>();
        services.AddSingleton<IRequestName, RequestName>();
        services.AddPicoraHttp();
        services.AddPicoraStopping();
        services.AddPicoraDraining();
        services.AddPicoraDescription();
        services.AddSingleton<Readiness>();
        services.AddPicoraCors(configuration);
        services.AddPicoraApplication();
        services.AddPicoraPersistence(configuration);
        services.AddPicoraPlans();
        services.AddPicoraRateLimits(configuration);
        services.AddPicoraAccounts();
        services.AddPicoraOidc();
        services.AddPicoraMail(configuration);
        services.AddPicoraApplicationOptions();
        services.AddPicoraStorage();
        services.AddPicoraImaging();
        services.AddPicoraMediaTools();
        services.AddPicoraDocuments();
        services.AddPicoraImporting();
        services.AddPicoraAudio();
        services.AddPicoraJobs(configuration);
        services.AddPicoraOperations();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseConfiguredProxies();
        app.UseMiddleware<UnreadBodyMiddleware>();
        app.UseMiddleware<LastAnswerMiddleware>();
        app.UseMiddleware<RequestIdMiddleware>();
        if (app.Services.GetRequiredService<IOptions<OtlpOptions>>().Value.IsOn)
        {
            app.UseMiddleware<RequestSpanMiddleware>();
        }

        app.UseMiddleware<RequestLogMiddleware>();
        app.UseMiddleware<NoStoreMiddleware>();
        app.UseMiddleware<FailureMiddleware>();
        app.UseMiddleware<RequestLimitsMiddleware>();
        app.UseMiddleware<MediaHostMiddleware>();
        app.UseMiddleware<TusMiddleware>();
        app.UseExplorerFiles();
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<CallerMiddleware>();
        app.UseMiddleware<RateLimitMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();
        MapAccounts(app);
        MapMedia(app);
        MapPichr(app);
        MapOperators(app);
    }

    private static void MapPichr(WebApplication app)
    {
        app.MapGroup<PichrAuthEndpoints>();
        app.MapGroup<PichrUploadEndpoints>();
        app.MapGroup<PichrFileEndpoints>();
        app.MapGroup<PichrAlbumEndpoints>();
    }

    private static void MapAccounts(WebApplication app)
    {
        app.MapGroup<AuthEndpoints>();
        app.MapGroup<FactorEndpoints>();
        app.MapGroup<PasskeyEndpoints>();
        app.MapGroup<OidcEndpoints>();
        app.MapGroup<UserEndpoints>();
        app.MapGroup<CredentialEndpoints>();
        app.MapGroup<AvatarEndpoints>();
        app.MapGroup<PrivacyEndpoints>();
        app.MapGroup<ApiKeyEndpoints>();
        app.MapGroup<ExportTokenEndpoints>();
        app.MapGroup<UsageEndpoints>();
        app.MapGroup<RateLimitEndpoints>();
    }

    private static void MapMedia(WebApplication app)
    {
        app.MapGroup<ImageEndpoints>();
        app.MapGroup<TusEndpoints>();
        app.MapGroup<PresignedEndpoints>();
        app.MapGroup<LibraryEndpoints>();
        app.MapGroup<TrashEndpoints>();
        app.MapGroup<CollectionEndpoints>();
        app.MapGroup<CollectionTypeEndpoints>();
        app.MapGroup<DocumentEndpoints>();
        app.MapGroup<RevisionEndpoints>();
        app.MapGroup<DocumentPageEndpoints>();
        app.MapGroup<DeleteLinkEndpoints>();
        app.MapGroup<VideoEndpoints>();
        app.MapGroup<VideoFileEndpoints>();
        app.MapGroup<MediaEndpoints>();
        app.MapGroup<AudioEndpoints>();
        app.MapGroup<AudioFileEndpoints>();
        app.MapGroup<UnifiedMediaEndpoints>();
        app.MapGroup<ArrivalEndpoints>();
        app.MapGroup<WatermarkEndpoints>();
    }

    private static void MapOperators(WebApplication app)
    {
        app.MapGroup<HealthEndpoints>();
        app.MapGroup<MetricsEndpoints>();
        app.MapGroup<ExplorerEndpoints>();
        app.MapGroup<ModerationEndpoints>();
        app.MapGroup<PublicMetaEndpoints>();
        app.MapGroup<AdminUserEndpoints>();
        app.MapGroup<JobEndpoints>();
    }

    private static string ListeningAddress(IServiceProvider services) =>
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal)
        ?? "http://localhost:5080";
}
