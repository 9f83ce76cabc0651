using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Documents;
using Picora.Application.Documents.Pages;
using Picora.Application.Documents.Revisions;
using Picora.Application.Media.Contracts;
using Picora.Domain.Accounts.Contracts;

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
        Scenarios.Send(() => new ShowDocument(Id)),
        new("the body of a page", null, async services =>
        {
            var shown = await services.GetRequiredService<ISender>().Send(new ShowDocument(Id));
            if (shown.IsSuccess)
            {
                await shown.Value.RenderAsync(CancellationToken.None);
            }
        }),
        new("the text behind raw", null, async services =>
        {
            var opened = await services.GetRequiredService<ISender>().Send(new OpenDocument(Id, Original: false));
            if (opened.IsSuccess)
            {
                await opened.Value.ReadAsync(CancellationToken.None);
            }
        }),
        Scenarios.Send(() => new UpdateDocument(Id, "Title", ["one"], IsPublic: true, new DocumentPlace(Id, ".claude/a.md"))),
        Scenarios.Send(() => new UpdateDocument(Id, null, null, null, new DocumentPlace(null, null))),
        Scenarios.Send(() => new MoveDocuments([Id], new DocumentTarget(Id))),
        Scenarios.Send(() => new MoveDocuments([Id], new DocumentTarget(null))),
        Scenarios.Send(() => new RestoreDocument(Id)),
        Scenarios.Send(() => new ListRevisions(Id)),
        Scenarios.Send(() => new GetRevision(Id, Id)),
        Scenarios.Send(() => new RestoreRevision(Id, Id)),
        Scenarios.Send(() => new ClearRevisions()),
        new("documents of a collection", null, services => services.GetRequiredService<ICollectionTenants>().ListAsync(Id, Id, 1, CancellationToken.None)),
        new("documents that go with a collection", null, services => services.GetRequiredService<ICollectionTenants>().DeleteSomeAsync(new UserId(Id), Id, 1, CancellationToken.None)),
        Scenarios.Send(() => new DeleteDocument(Id, Hard: false)),
        Scenarios.Send(() => new DeleteDocuments([Id], Hard: true)),
    ];
}
