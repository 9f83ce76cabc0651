using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Picora.Domain.Media;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Persistence.Postgres;
using Picora.Infrastructure.Persistence.Sqlite;
using Picora.Infrastructure.Persistence.SqlServer;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Engines;

/// <summary>The gate that keeps the engines equal, and the proof that it shuts.</summary>
[TestFixture]
internal sealed class EngineEqualityTests
{
    private static readonly EngineShape Sample = new("One", ["Initial", "AddAlbums"], ["column users.Email of 254", "index of users: Email, unique"]);

    [Test]
    public void All_engines_have_the_same_migrations_tables_columns_keys_and_indexes()
    {
        var engines = Contexts().Select(EngineShape.Of).ToList();

        EngineShape.Differences(engines).ShouldBeEmpty();
        engines.ShouldAllBe(engine => engine.Migrations.Count > 0 && engine.Model.Count > 50);
    }

    [TestCaseSource(nameof(Contexts))]
    public void No_snapshot_is_stale(PicoraDbContext db) =>
        db.Database.HasPendingModelChanges().ShouldBeFalse($"{db.GetType().Name}: the model has changed; run build/migrate NAME");

    [Test]
    public void The_engines_of_the_gate_are_all_there_are() => Contexts().Select(db => db.GetType()).ShouldBe(
        typeof(PicoraDbContext).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PicoraDbContext))), ignoreOrder: true);

    [Test]
    public void A_missing_migration_is_found() => Differences(Sample with { Engine = "Two", Migrations = ["Initial"] })
        .ShouldBe(["Two lacks what One has: migration AddAlbums"]);

    [Test]
    public void A_migration_that_only_one_engine_has_is_found() => Differences(Sample with { Engine = "Two", Migrations = ["Initial", "AddAlbums", "Fix"] })
        .ShouldBe(["One lacks what Two has: migration Fix"]);

    [Test]
    public void Another_order_of_migrations_is_found() =>
        Differences(Sample with { Engine = "Two", Migrations = ["AddAlbums", "Initial"] }).Count().ShouldBe(2);

    [Test]
    public void A_missing_index_is_found() => Differences(Sample with { Engine = "Two", Model = ["column users.Email of 254"] })
        .ShouldBe(["Two lacks what One has: index of users: Email, unique"]);

    [Test]
    public void Another_length_is_found() =>
        Differences(Sample with { Engine = "Two", Model = ["column users.Email of 100", "index of users: Email, unique"] }).Count().ShouldBe(2);

    [Test]
    public void A_change_of_the_real_model_on_one_engine_makes_its_snapshot_stale_and_differ()
    {
        var builder = new DbContextOptionsBuilder<SqlitePicoraDbContext>().UseSqlite("Data Source=:memory:");
        builder.ReplaceService<IModelCustomizer, OneMoreIndex>();
        using var changed = new SqlitePicoraDbContext(builder.Options);

        changed.Database.HasPendingModelChanges().ShouldBeTrue();
        Differences(EngineShape.Of(changed), EngineShape.Of(new PostgresDesignFactory().CreateDbContext([])))
            .ShouldBe(["Postgres lacks what Sqlite has: index of images: Title, where any"]);
    }

    private static PicoraDbContext[] Contexts() =>
    [
        new SqliteDesignFactory().CreateDbContext([]),
        new PostgresDesignFactory().CreateDbContext([]),
        new SqlServerDesignFactory().CreateDbContext([]),
    ];

    private static IEnumerable<string> Differences(EngineShape other) => Differences(Sample, other);

    private static IEnumerable<string> Differences(params EngineShape[] engines) => EngineShape.Differences(engines);

    private sealed class OneMoreIndex(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<Image>().HasIndex(image => image.Title);
        }
    }
}
