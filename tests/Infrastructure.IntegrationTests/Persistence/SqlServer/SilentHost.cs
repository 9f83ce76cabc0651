using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Api.Composition;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Application.Accounts.Oidc;
using Picora.Application.Accounts.Passkeys;
using Picora.Application.Media;
using Picora.Application.Uploads;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Persistence.Postgres;
using Picora.Infrastructure.Persistence.Sqlite;
using Picora.Infrastructure.Persistence.SqlServer;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>The product as it is put together for SQL Server, with a server that only listens, and an administrator as everybody.</summary>
internal sealed class SilentHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("picora-silent-").FullName;
    private readonly IInterceptor? listener;
    private readonly WebApplication app;

    public SilentHost()
        : this(["--Picora:Database:Engine=SqlServer", "--Picora:Database:ConnectionString=Server=nowhere;Database=picora"], null)
    {
    }

    /// <param name="database">Settings of a real database, which the listener keeps from being asked.</param>
    public SilentHost(IEnumerable<string> database, IInterceptor? listener)
    {
        this.listener = listener;
        app = PicoraHost.Build(
            [
                .. database, $"--Picora:DataFolder={folder}", "--Picora:Jobs:Enabled=false", $"--Picora:Media:InternalToken={MediaScenarios.Token}",
                "--Picora:Uploads:OrphanAgeSeconds=1",
                // Waits for other nodes; its store has a scenario of its own.
                "--Picora:RateLimits:Shared=false",
            ],
            Adjust);
        using var scope = app.Services.CreateScope();
        Server.Rows = PlausibleRows.Of(scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Model, TimeProvider.System.GetUtcNow());
    }

    public SilentServer Server { get; } = new();

    public IServiceProvider Services => app.Services;

    public string Folder => folder;

    /// <summary>Takes a scenario through every answer that it can get.</summary>
    public async Task RunAsync(Scenario scenario, int depth)
    {
        Server.Choices = new Choices(depth);
        do
        {
            await using var scope = Services.CreateAsyncScope();
            try
            {
                await scenario.RunAsync(scope.ServiceProvider);
            }
            catch (Exception exception) when (IsAnswerToNothing(exception))
            {
                // A row that the product knows to be there was not: an answer that a real server never gives.
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{scenario}: {exception.Message}", exception);
            }
        }
        while (Server.Choices.Advance());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsAnswerToNothing(Exception exception) =>
        exception is DbUpdateConcurrencyException
        || (exception is InvalidOperationException && exception.Message.StartsWith("Sequence contains no", StringComparison.Ordinal));

    private void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.ConfigureDbContext<SqlServerPicoraDbContext>(options => options.AddInterceptors(Server));
        if (listener is not null)
        {
            Listen(builder.Services, listener);
        }

        builder.Services.AddScoped<ICaller, Administrator>();
        // What costs time or chance here and says nothing about statements; the choices decide how each comes out.
        builder.Services.AddSingleton<ICodeHasher, Guess>();
        builder.Services.AddSingleton<IPasswordHasher>(new Password(Server));
        builder.Services.AddSingleton<IFactorSecrets>(new SilentSecrets(Server));
        builder.Services.AddSingleton<IOidcClient>(new SilentOidc(Server));
        builder.Services.PostConfigure<OidcOptions>(options => options.Providers.Add(SilentOidc.Provider));
        builder.Services.AddSingleton<IPasskeyCeremonies>(new SilentCeremonies(Server));
        builder.Services.AddSingleton<ICaptcha, Captcha>();
        builder.Services.AddSingleton<IImageRenderer>(new Renderer(Server));
        builder.Services.AddSingleton<MemoryStorage>();
        builder.Services.AddSingleton<IObjectStorage>(services => services.GetRequiredService<MemoryStorage>());
        builder.Services.AddSingleton<IObjectAppending>(services => services.GetRequiredService<MemoryStorage>());
        builder.Services.AddSingleton<IMediaProbe>(new SilentVideo(Server));
        builder.Services.AddSingleton<IVideoTranscoder>(new SilentVideo(Server));
        builder.Services.AddSingleton<ISoundReader>(new SilentSounds(Server));
        builder.Services.AddSingleton<IMailSender, Mail>();
        builder.Services.AddSingleton<IRemoteFiles, ArrivalScenarios.Web>();
        builder.Services.AddScoped<IRequestName, Name>();
    }

    // Rows that are remembered are not read, and what goes past the context is not heard.
    private static void Listen(IServiceCollection services, IInterceptor listener)
    {
        services.ConfigureDbContext<SqlitePicoraDbContext>(options => options.AddInterceptors(listener));
        services.ConfigureDbContext<PostgresPicoraDbContext>(options => options.AddInterceptors(listener));
        services.AddSingleton<IChangeClock, NoChangeClock>();
        services.AddSingleton<IReservationFastPath, NoFastPath>();
        services.AddSingleton<IImageFastPath, NoFastPath>();
        services.AddScoped<IApiKeyLookup, ApiKeyLookup>();
    }

    private sealed class Administrator : ICaller
    {
        public Caller Current { get; } = new(Credential.Session, new UserId(Scenarios.Id), Scenarios.Id, Plan.ProPlus, IsAdministrator: true, Scope.All);

        public Error? Rejection => null;
    }

    private sealed class Guess : ICodeHasher
    {
        public SecretHash Hash(EmailAddress email, CodePurpose purpose, string code) => SecretHash.FromStored(new string('a', SecretHash.Length));
    }

    private sealed class Password(SilentServer server) : IPasswordHasher
    {
        public Task<string> HashAsync(string password, CancellationToken cancellationToken) => Task.FromResult("hash");

        public Task<Result<PasswordMatch>> VerifyAsync(string? hash, string password, CancellationToken cancellationToken) =>
            Task.FromResult<Result<PasswordMatch>>(server.Choices.Next(2) == 0 ? PasswordMatch.No : PasswordMatch.YesWithOldHash);
    }

    /// <summary>The name of the request at hand, for the scenarios that give it one.</summary>
    internal sealed class Name : IRequestName
    {
        string? IRequestName.Name => Given;

        public string? Given { get; set; }

        public Task<string> FingerprintAsync(CancellationToken cancellationToken) => Task.FromResult("fingerprint");

        public void MarkReplayed()
        {
            // Nobody looks.
        }
    }

    private sealed class Captcha : ICaptcha
    {
        public CaptchaChallenge? Challenge { get; } = new("silent", "key");

        public Task<Result<bool>> VerifyAsync(string token, string address, CancellationToken cancellationToken) => Task.FromResult<Result<bool>>(true);
    }

    private sealed class Mail : IMailSender
    {
        public Task<Result<Success>> SendAsync(MailMessage message, CancellationToken cancellationToken) => Task.FromResult<Result<Success>>(Success.Value);
    }

    private sealed class Renderer(SilentServer server) : IImageRenderer
    {
        public Task<Result<IReadOnlyList<RenderedImage>>> RenderAsync(
            RenderSource source, IReadOnlyList<TransformPlan> plans, RenderLane lane, CancellationToken cancellationToken) =>
            Task.FromResult<Result<IReadOnlyList<RenderedImage>>>(server.Choices.Next(2) == 0
                ? new Error(ErrorKind.Unavailable, "IMAGE_WORKER_CRASHED", "It crashed")
                : plans.Select(plan => new RenderedImage(plan.Placement.Canvas, [0])).ToList());

        public async Task<Result<DescribedImages>> DescribeAsync(
            RenderSource source, IReadOnlyList<TransformPlan> plans, RenderLane lane, CancellationToken cancellationToken) =>
            (await RenderAsync(source, plans, lane, cancellationToken))
                .Map(images => new DescribedImages(images, new PictureDigest("sRGB", "#ffffff", "AAAA", "0123456789abcdef")));
    }
}
