using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Api.Composition;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Oidc;
using Picora.Application.Accounts.Passkeys;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Persistence.SqlServer;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>The product as it is put together for SQL Server, with a server that only listens, and an administrator as everybody.</summary>
internal sealed class SilentHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("picora-silent-").FullName;
    private readonly WebApplication app;

    public SilentHost()
    {
        app = PicoraHost.Build(
            [
                "--Picora:Database:Engine=SqlServer", "--Picora:Database:ConnectionString=Server=nowhere;Database=picora",
                $"--Picora:DataFolder={folder}", "--Picora:Jobs:Enabled=false", "--Picora:Uploads:OrphanAgeSeconds=1",
                // Waits for other nodes; its store has a scenario of its own.
                "--Picora:RateLimits:Shared=false",
            ],
            Adjust);
        using var scope = app.Services.CreateScope();
        Server.Rows = PlausibleRows.Of(scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Model, TimeProvider.System.GetUtcNow());
    }

    public SilentServer Server { get; } = new();

    public IServiceProvider Services => app.Services;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.ConfigureDbContext<SqlServerPicoraDbContext>(options => options.AddInterceptors(Server));
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
