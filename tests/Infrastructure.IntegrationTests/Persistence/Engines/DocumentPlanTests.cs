using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Documents;
using Picora.Application.Documents.Revisions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Documents;
using Picora.Infrastructure.Persistence.Sqlite.Search;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Engines;

/// <summary>Lists of documents are read along an index in their order, however many there are: nothing is sorted, nothing scanned.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class DocumentPlanTests(string engine)
{
    private const string ByUpdate = "IX_documents_OwnerId_UpdatedAt_Id";
    private const string ByAge = "IX_documents_OwnerId_CreatedAt_Id";
    private const string ByTitle = "IX_documents_OwnerId_SortTitle_Id";

    private readonly PlanListener listener = new(engine);
    private readonly List<Document> documents = [];
    private EngineHost host = null!;

    private static KnowledgeBaseId Kb => KnowledgeBaseId.Parse(new string('k', NanoId.Long))!.Value;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        host = await EngineHost.StartAsync(engine, listener);
        // More than what an index of texts finds one by one.
        documents.AddRange(Enumerable.Range(0, SqliteTextIndex.Most + 10).Select(NewDocument));
        await host.WriteAsync(db =>
        {
            db.Documents.AddRange(documents);
            documents[0].Delete(host.Clock.Now());
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [TestCase(null, false, ByUpdate)]
    [TestCase(null, true, ByUpdate)]
    [TestCase("created_at", false, ByAge)]
    [TestCase("created_at", true, ByAge)]
    [TestCase("title", false, ByTitle)]
    [TestCase("title", true, ByTitle)]
    public async Task A_page_comes_from_the_index_of_its_order(string? sort, bool cursor, string index) =>
        await ReadAsync(new ListDocuments(Cursor(cursor), "5", sort), index);

    [TestCase(null, "IX_documents_KbId_UpdatedAt_Id")]
    [TestCase("created_at", "IX_documents_KbId_CreatedAt_Id")]
    [TestCase("title", "IX_documents_KbId_SortTitle_Id")]
    public async Task A_page_of_a_collection_comes_from_that_ones(string? sort, string index)
    {
        var filter = new DocumentFilter("note", "sea", "true", Kb.Value, "notes/", null);
        await ReadAsync(new ListDocuments(Cursor(true), "5", sort) { Filter = filter }, index);
    }

    [Test]
    public async Task Revisions_are_read_along_theirs()
    {
        var plans = await listener.ListenAsync(() => host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(new ListRevisions(documents[1].Id.Value))));

        ShouldWalk(plans[1], "IX_document_revisions_DocumentId_Number");
    }

    [Test]
    public async Task What_was_deleted_long_ago_is_found_by_its_index()
    {
        host.Clock.Advance(TimeSpan.FromDays(400));
        var plans = await listener.ListenAsync(() => host.InScopeAsync(services =>
            services.GetServices<IScheduledJob>().Single(job => string.Equals(job.Name, "purge-documents", StringComparison.Ordinal)).RunAsync(CancellationToken.None)));

        ShouldWalk(plans[0], "IX_documents_DeletedAt");
    }

    [Test]
    public async Task Documents_of_a_collection_are_read_along_theirs()
    {
        var plans = await listener.ListenAsync(() => host.InScopeAsync(services =>
            services.GetServices<ICollectionTenants>().Single().ListAsync(Kb.Value, documents[3].Id.Value, 5, CancellationToken.None)));

        ShouldWalk(plans[0], "IX_documents_KbId_Id");
    }

    private static string? Cursor(bool wanted) =>
        wanted ? new PageCursor(new string('z', NanoId.Long), DateTimeOffset.UnixEpoch.AddYears(60)) { Key = string.Empty }.ToString() : null;

    private async Task ReadAsync(ListDocuments request, string index)
    {
        var count = 0;
        var plans = await listener.ListenAsync(async () =>
            count = (await host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(request))).Value.Items.Count);

        count.ShouldBe(5);
        ShouldWalk(plans[0], index);
    }

    private static void ShouldWalk(string plan, string index)
    {
        plan.ShouldContain(index);
        plan.ShouldNotContain("Seq Scan");
        plan.ShouldNotContain("Sort  (");
        plan.ShouldNotContain("TEMP B-TREE");
        plan.Split('\n').ShouldAllBe(line => !line.TrimStart().StartsWith("SCAN document", StringComparison.Ordinal));
    }

    private Document NewDocument(int number)
    {
        var hash = EngineHost.NewHash();
        var text = new TextFacts(TextId.New(), null, hash, hash, 10, 2, 0, 0, null);
        return Document.Create(
            new NewDocument(EngineHost.Owner, $"note{number}.md", DocumentFormat.Markdown, $"Note {number}", TagLine.Write(["sea"]).Value, IsPublic: true, text, Kb, DocumentPath.Parse($"notes/{number}.md")),
            host.Clock.Now());
    }
}
