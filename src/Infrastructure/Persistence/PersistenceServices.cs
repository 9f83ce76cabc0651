using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Application.Administration;
using Picora.Application.Documents;
using Picora.Application.Idempotency;
using Picora.Application.Mail;
using Picora.Application.Media;
using Picora.Application.Moderation;
using Picora.Application.Privacy;
using Picora.Application.Quotas;
using Picora.Application.Uploads;
using Picora.Infrastructure.Persistence.Postgres;
using Picora.Infrastructure.Persistence.Sqlite;
using Picora.Infrastructure.Persistence.Sqlite.FastPath;
using Picora.Infrastructure.Persistence.Sqlite.Search;
using Picora.Infrastructure.Persistence.SqlServer;

namespace Picora.Infrastructure.Persistence;

public static class PersistenceServices
{
    public static IServiceCollection AddPicoraPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<DatabaseOptions>(DatabaseOptions.Section);
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        _ = options.Engine switch
        {
            DatabaseEngine.Sqlite => services.AddSqlite(options),
            DatabaseEngine.Postgres => services.AddSingleton<IMigrationLock, PostgresMigrationLock>().AddServer<PostgresPicoraDbContext>((builder, text) => PostgresSetup.Use(builder, text, options)),
            DatabaseEngine.SqlServer => services.AddServer<SqlServerPicoraDbContext>((builder, text) => SqlServerSetup.Use(builder, text, options)),
            _ => throw new InvalidOperationException($"{DatabaseOptions.Section}:Engine: unknown engine {options.Engine}."),
        };
        services.AddScoped<CommitSignal>();
        services.AddScoped<IAccountsDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IMediaDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IUploadsDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IQuotasDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IPrivacyDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IMailDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IAdministrationDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IIdempotencyDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IDocumentsDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddScoped<IModerationDb>(provider => provider.GetRequiredService<PicoraDbContext>());
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<IReadinessCheck, DatabaseReadiness>();
        return services;
    }

    private static IServiceCollection AddSqlite(this IServiceCollection services, DatabaseOptions options)
    {
        services.TryAddSingleton(provider => SqliteDatabase.Locate(options, provider.GetRequiredService<DataFolder>()));
        services.AddSingleton<IMigrationLock, SqliteMigrationLock>();
        services.AddSingleton<SqliteWriteGate>();
        services.AddSingleton<IChangeClock, SqliteChangeClock>();
        services.AddSingleton(provider => new SqliteLogSync(provider.GetRequiredService<SqliteConnectionStringBuilder>().DataSource));
        services.AddDbContextPool<SqlitePicoraDbContext>((provider, builder) =>
            SqliteSetup.Use(builder, provider.GetRequiredService<SqliteConnectionStringBuilder>().ToString(), options));
        services.AddScoped<PicoraDbContext>(provider => provider.GetRequiredService<SqlitePicoraDbContext>());
        services.AddUnitOfWork<SqliteUnitOfWork>();
        services.AddSingleton(provider => new GroupCommitWriter(
            provider.GetRequiredService<SqliteConnectionStringBuilder>().ToString(),
            provider.GetRequiredService<SqliteWriteGate>(),
            provider.GetRequiredService<SqliteLogSync>()));
        services.AddSingleton(provider => new ReaderPool(provider.GetRequiredService<SqliteConnectionStringBuilder>().ToString()));
        services.AddSingleton<UploadStatements>();
        services.AddSingleton<IApiKeyLookup, SqliteApiKeyLookup>();
        services.AddSingleton<ITextIndex, SqliteTextIndex>();
        services.AddSingleton<IReservationFastPath, SqliteReservationFastPath>();
        services.AddSingleton<IImageFastPath, SqliteImageFastPath>();
        return services;
    }

    private static IServiceCollection AddServer<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder, string> use)
        where TContext : PicoraDbContext
    {
        services.AddDbContextPool<TContext>((provider, builder) =>
            use(builder, provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<DatabaseOptions>>().Value.ConnectionString));
        services.AddScoped<PicoraDbContext>(provider => provider.GetRequiredService<TContext>());
        services.AddSingleton<IChangeClock, NoChangeClock>();
        services.AddSingleton<ITextIndex, NoTextIndex>();
        services.AddUnitOfWork<ServerUnitOfWork>();
        services.AddScoped<IApiKeyLookup, ApiKeyLookup>();
        services.AddSingleton<IReservationFastPath, NoFastPath>();
        services.AddSingleton<IImageFastPath, NoFastPath>();
        return services;
    }

    private static void AddUnitOfWork<TUnitOfWork>(this IServiceCollection services)
        where TUnitOfWork : class, IUnitOfWork => services
        .AddScoped<TUnitOfWork>()
        .AddScoped<IUnitOfWork>(provider => new AnswerKeepingUnitOfWork(
            provider.GetRequiredService<TUnitOfWork>(), provider.GetRequiredService<AnswerScope>()));
}
