using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Picora.Infrastructure.Persistence.SqlServer;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

[TestFixture]
internal sealed class MigrationScriptTests
{
    // SQL Server's own limits: 16 key columns, and so many bytes in a clustered key and in an index.
    private const int MaxClusteredBytes = 900;
    private const int MaxIndexBytes = 1700;
    private const int BytesPerCharacter = 2;
    private const int BytesPerNumber = 8;

    [TestCase(MigrationsSqlGenerationOptions.Default)]
    [TestCase(MigrationsSqlGenerationOptions.Idempotent)]
    [TestCase(MigrationsSqlGenerationOptions.Idempotent | MigrationsSqlGenerationOptions.NoTransactions)]
    public void The_whole_migration_script_is_transact_sql(MigrationsSqlGenerationOptions options)
    {
        using var db = new SqlServerDesignFactory().CreateDbContext([]);
        var batches = TransactSql.Batches(db.GetService<IMigrator>().GenerateScript(options: options)).Select(TransactSql.Parse).ToList();

        batches.SelectMany(batch => batch.Errors).ShouldBeEmpty();
        batches.SelectMany(batch => batch.Offences()).ShouldBeEmpty();
        var tables = new Tables();
        batches.SelectMany(batch => batch.Statements).ToList().ForEach(statement => statement.Accept(tables));
        tables.Created.ShouldBeSubsetOf([.. TablesOf(db).Select(table => table.Name), "__EFMigrationsHistory"]);
        tables.Created.Count.ShouldBeGreaterThan(TablesOf(db).Count());
    }

    [Test]
    public void No_migration_does_what_stricter_servers_refuse()
    {
        using var db = new SqlServerDesignFactory().CreateDbContext([]);
        var assembly = db.GetService<IMigrationsAssembly>();
        var offences = assembly.Migrations.SelectMany(known => assembly.CreateMigration(known.Value, db.Database.ProviderName!).UpOperations
            .Where(operation => operation is AlterColumnOperation or RenameIndexOperation or RenameColumnOperation or DropColumnOperation)
            .Select(operation => $"{known.Key[15..]}: {operation.GetType().Name} {(operation as DropColumnOperation)?.Name}"));

        // These two have no defaults.
        offences.ShouldBe(["SignIn: DropColumnOperation FailedLogins", "SignIn: DropColumnOperation LockedUntil"], ignoreOrder: true);
    }

    [Test]
    public void The_look_at_the_isolation_is_transact_sql() =>
        TransactSql.Parse("SELECT [is_read_committed_snapshot_on] AS [Value] FROM [sys].[databases] WHERE [name] = DB_NAME()").Errors.ShouldBeEmpty();

    [Test]
    public void A_script_with_a_mistake_is_found() =>
        TransactSql.Parse("CREATE TABLE [a] ([b] int NOT NUL);").Errors.ShouldNotBeEmpty();

    [TestCase("MERGE INTO a USING b ON a.i = b.i WHEN MATCHED THEN DELETE;", "MERGE")]
    [TestCase("UPDATE a SET i = 1 FROM a WITH (UPDLOCK)", "hint UpdLock")]
    [TestCase("SELECT * FROM a", "SELECT *")]
    [TestCase("ALTER DATABASE a SET RECOVERY SIMPLE", "ALTER DATABASE")]
    [TestCase("SELECT i FROM a ORDER BY NEWID()", "an id made by the server")]
    [TestCase("CREATE TABLE a (i uniqueidentifier)", "a GUID, whose order is the server's own")]
    [TestCase("SELECT TOP(@p) i FROM a", "TOP without ORDER BY")]
    public void What_must_not_be_said_is_found(string text, string offence) => TransactSql.Parse(text).Offences().ShouldContain(offence);

    [Test]
    public void Every_key_and_index_fits_the_engine()
    {
        using var db = new SqlServerDesignFactory().CreateDbContext([]);
        foreach (var table in TablesOf(db))
        {
            Bytes(table.PrimaryKey!.Columns).ShouldBeLessThanOrEqualTo(MaxClusteredBytes, table.Name);
            foreach (var index in table.Indexes)
            {
                Bytes(index.Columns).ShouldBeLessThanOrEqualTo(MaxIndexBytes, index.Name);
            }
        }
    }

    private static IEnumerable<ITable> TablesOf(SqlServerPicoraDbContext db) => db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;

    private static int Bytes(IEnumerable<IColumn> columns) => columns.Sum(column =>
        column.StoreType.StartsWith("nvarchar", StringComparison.Ordinal)
            ? (column.PropertyMappings[0].Property.GetMaxLength() ?? int.MaxValue / 4) * BytesPerCharacter
            : BytesPerNumber);

    private sealed class Tables : TSqlFragmentVisitor
    {
        public HashSet<string> Created { get; } = new(StringComparer.Ordinal);

        public override void Visit(CreateTableStatement node) => Created.Add(node.SchemaObjectName.BaseIdentifier.Value);
    }
}
