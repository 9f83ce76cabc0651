using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Picora.Application;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Every statement that the product can send to SQL Server, found by taking every use case through every answer that it can get.</summary>
[TestFixture]
internal sealed class StatementTests
{
    private const int Depth = 9;

    private readonly Dictionary<string, int> sent = new(StringComparer.Ordinal);
    private SilentHost host = null!;

    [OneTimeSetUp]
    public async Task RunEverythingAsync()
    {
        host = new SilentHost();
        foreach (var scenario in Scenarios.All)
        {
            var before = host.Server.Sent;

            // Many say the same; each is listened to again.
            foreach (var statement in host.Server.Statements)
            {
                statement.Heard = 0;
            }

            await host.RunAsync(scenario, Depth);
            sent[scenario.Name] = host.Server.Sent - before;
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await host.DisposeAsync();

    [Test]
    public void Every_use_case_has_a_scenario() => typeof(ApplicationServices).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IBaseRequest)))
        .Except(Scenarios.All.Select(scenario => scenario.Request)).ShouldBeEmpty();

    [Test]
    public void Every_use_case_reaches_the_database() =>
        sent.Where(scenario => scenario.Value == 0).Select(scenario => scenario.Key).ShouldBe(["VerifyCredential { }", "GetRateLimits { }", "ListOidcProviders { }", "DescribeTus { }"], ignoreOrder: true);

    [Test]
    public void Whoever_has_a_table_was_heard()
    {
        var heard = host.Server.Statements.SelectMany(statement => statement.Speakers).ToHashSet();
        var owners = typeof(ApplicationServices).Assembly.GetTypes().Where(type => type.IsClass && type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.ParameterType.IsAssignableFrom(typeof(PicoraDbContext)) && parameter.ParameterType != typeof(object)));

        // MailOutbox speaks through WorkItemQueue. The others only add rows, which go out when their unit of work ends: the next test is about them.
        owners.Except(heard).Select(type => type.Name).ShouldBe(["QuotaAccounts", "SessionOpener", "AuditLog", "Newcomers", "ExportOrders", "MailOutbox"], ignoreOrder: true);
    }

    [Test]
    public void Every_table_was_filled()
    {
        using var scope = host.Services.CreateScope();
        var tables = scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Model.GetRelationalModel().Tables.Select(table => table.Name);

        var inserts = new Inserts();
        host.Server.Statements.SelectMany(statement => statement.Parsed.Statements).ToList().ForEach(statement => statement.Accept(inserts));
        // The installation's one row comes with the migration.
        tables.Except(inserts.Tables, StringComparer.Ordinal).ShouldBe(["installation"]);
    }

    [Test]
    public void Every_statement_is_transact_sql() =>
        host.Server.Statements.Where(statement => statement.Parsed.Errors.Count > 0)
            .Select(statement => $"{statement.Parsed.Errors[0]} in: {statement.Text}").ShouldBeEmpty();

    [Test]
    public void No_statement_breaks_a_rule() =>
        host.Server.Statements.SelectMany(statement => statement.Parsed.Offences().Select(offence => $"{offence} in: {statement.Text}")).ShouldBeEmpty();

    private sealed class Inserts : TSqlFragmentVisitor
    {
        public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);

        public override void Visit(InsertSpecification node) => Tables.Add(((NamedTableReference)node.Target).SchemaObject.BaseIdentifier.Value);
    }
}
