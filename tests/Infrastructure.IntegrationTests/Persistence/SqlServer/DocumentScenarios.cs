using Picora.Application.Abstractions;
using Picora.Application.Documents;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Documents, their texts and their revisions.</summary>
internal static class DocumentScenarios
{
    private const string Id = Scenarios.Id;
    private const string Picture = "![a](data:image/png;base64,iVBORw0KGgo=)";

    private static readonly string ByTime = new PageCursor(Id, DateTimeOffset.UnixEpoch).ToString();
    private static readonly string ByTitle = new PageCursor(Id, DateTimeOffset.UnixEpoch) { Key = "title" }.ToString();

    public static readonly IReadOnlyList<Scenario> All =
    [
        Scenarios.Send(() => new CreateDocument("a.md", "text", null, null, null, null, null, null)),
        Scenarios.Send(() => new CreateDocument("a.md", Picture, null, ["one"], IsPublic: true, RewriteImages: false, Id, "notes/a.md")),
        Scenarios.Send(() => new CreateDocument("a.md", Picture, null, null, null, null, Id, ".claude/a.md")),
        Scenarios.Send(() => new ListDocuments(null, null, null)),
        Scenarios.Send(() => new ListDocuments(ByTime, "1", "created_at") { Filter = new DocumentFilter("two words", "tag", "true", Id, "notes/", null) }),
        Scenarios.Send(() => new ListDocuments(ByTime, "1", null) { Filter = new DocumentFilter(null, null, null, "null", null, "true") }),
        Scenarios.Send(() => new ListDocuments(ByTitle, "1", "title")),
        Scenarios.Send(() => new GetDocument(Id)),
        Scenarios.Send(() => new OpenDocument(Id, Original: true)),
        Scenarios.Send(() => new OpenDocuments([Id])),
        Scenarios.Send(() => new DeleteDocument(Id, Hard: false)),
        Scenarios.Send(() => new DeleteDocuments([Id], Hard: true)),
    ];
}
