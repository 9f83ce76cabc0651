using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Api.Composition;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Persistence.Postgres;
using Picora.Infrastructure.Persistence.Sqlite;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Engines;

/// <summary>The product's services on a real database of one engine, without a web server and without jobs, as one or several nodes.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    public static readonly string[] All = [TestDatabase.Sqlite, TestDatabase.Postgres, TestDatabase.SqlServer];

    /// <summary>Whom requests come from.</summary>
    public static readonly UserId Owner = new("owner");

    private readonly string folder = Directory.CreateTempSubdirectory("picora-engine-").FullName;
    private readonly List<WebApplication> nodes = [];
    private readonly TestDatabase database;
    private readonly IInterceptor[] interceptors;

    private EngineHost(TestDatabase database, IInterceptor[] interceptors) => (this.database, this.interceptors) = (database, interceptors);

    public TestClock Clock { get; } = new();

    public IServiceProvider Services => nodes[0].Services;

    /// <summary>Starts on an engine, or leaves the test out where there is none.</summary>
    public static async Task<EngineHost> StartAsync(string engine, params IInterceptor[] interceptors)
    {
        if (TestDatabase.Missing(engine) is { } reason)
        {
            EngineReport.Skipped(TestDatabase.NameOf(engine), reason);
            Assert.Ignore($"{TestDatabase.NameOf(engine)}: {reason}");
        }

        var host = new EngineHost(await TestDatabase.CreateAsync(engine), interceptors);
        host.AddNode();
        await host.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Another server process's services on the same database.</summary>
    public IServiceProvider AddNode()
    {
        nodes.Add(PicoraHost.Build([.. database.Settings, $"--Picora:DataFolder={folder}", "--Picora:Jobs:Enabled=false"], Adjust));
        return nodes[^1].Services;
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Does something to the context in a unit of work.</summary>
    public Task<Result<Success>> WriteAsync(Action<PicoraDbContext> change) => InScopeAsync(services =>
        services.GetRequiredService<IUnitOfWork>().ExecuteAsync<Success>(
            _ =>
            {
                change(services.GetRequiredService<PicoraDbContext>());
                return Task.FromResult<Result<Success>>(Success.Value);
            },
            CancellationToken.None));

    public Task<T> ReadAsync<T>(Func<PicoraDbContext, Task<T>> read) => InScopeAsync(services => read(services.GetRequiredService<PicoraDbContext>()));

    /// <summary>A picture of the owner, as its upload leaves it.</summary>
    public Image NewImage(ContentHash? hash = null, params string[] tags) => Image.Create(
        new NewImage(Owner, ObjectKey.NewOriginal(), hash ?? NewHash(), 10, new ImageFacts(ImageFormat.Jpeg, new Dimensions(1, 1), 1, null), "a.jpg"),
        "Title", tags, isPublic: true, Clock.Now()).Value;

    /// <summary>An audio file of the owner, as its upload leaves it.</summary>
    public AudioTrack NewTrack(ContentHash? hash = null, string title = "Title", bool isPublic = true) => AudioTrack.Create(
        new NewTrack(Owner, ObjectKey.NewOriginal(), hash ?? NewHash(), 10, new AudioFacts(AudioFormat.Mp3, 1.5, 128, "mp3", 44100, 2, AudioTags.None), "a.mp3"),
        title, isPublic, Clock.Now()).Value;

    public static ContentHash NewHash() => ContentHash.FromBytes(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddScoped<ICaller, OwnerOfAll>();
        builder.Services.ConfigureDbContext<SqlitePicoraDbContext>(options => options.AddInterceptors(interceptors));
        builder.Services.ConfigureDbContext<PostgresPicoraDbContext>(options => options.AddInterceptors(interceptors));
    }

    private sealed class OwnerOfAll : ICaller
    {
        public Caller Current { get; } = new(Credential.Session, Owner, "session", Plan.Trial, IsAdministrator: true, Scope.All);

        public Error? Rejection => null;
    }
}
