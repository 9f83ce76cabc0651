using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media.Archives;
using Picora.Application.Media.Collections;
using Picora.Application.Media.Links;
using Picora.Application.Media.Tags;
using Picora.Application.Media.Trash;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Tags, collections, the trash, downloads and delete links.</summary>
internal static class OrganisationScenarios
{
    private const string Id = Scenarios.Id;
    private const string ImageId = Scenarios.ImageId;

    private const string Expires = "4102444800";

    private static readonly string ByTime = new PageCursor(Id, DateTimeOffset.UnixEpoch).ToString();
    private static readonly string ByName = new PageCursor(Id, DateTimeOffset.UnixEpoch) { Key = "name" }.ToString();
    private static readonly string ByPlace = new PageCursor(ImageId, DateTimeOffset.UnixEpoch) { Key = "7" }.ToString();
    private static readonly string ByTrash = new PageCursor(ImageId, DateTimeOffset.UnixEpoch).ToString();

    public static readonly IReadOnlyList<Scenario> All =
    [
        Scenarios.Send(() => new ListTrash(null, null)),
        Scenarios.Send(() => new ListTrash(ByTrash, "1")),
        Scenarios.Send(() => new RestoreImage(ImageId)),
        Scenarios.Send(() => new RestoreImages([ImageId])),
        Scenarios.Send(() => new PurgeImage(ImageId)),
        Scenarios.Send(() => new EmptyTrash()),
        Scenarios.Send(() => new ListTags(null, null)),
        Scenarios.Send(() => new ListTags(new PageCursor("sea", DateTimeOffset.UnixEpoch).ToString(), "1")),
        Scenarios.Send(() => new RenameTag("from", "to")),
        Scenarios.Send(() => new DeleteTag("from")),
        Scenarios.Send(() => new CreateCollection("Name", null, null, null, null, null, null)),
        Scenarios.Send(() => new CreateCollection("Name", "slug", null, "custom", null, Id, "output")),
        Scenarios.Send(() => new ListCollections(null, null, null, null, null, null)),
        Scenarios.Send(() => new ListCollections("movie", "output", "updated_at", "true", ByTime, "1")),
        Scenarios.Send(() => new ListCollections(null, null, "name", null, ByName, "1")),
        Scenarios.Send(() => new GetCollection(Id)),
        Scenarios.Send(() => new UpdateCollection(Id, "Name", "Text", IsDefault: true, ["doc", "image", "video", "audio"], ImageId)),
        Scenarios.Send(() => new DeleteCollection(Id, Cascade: false)),
        Scenarios.Send(() => new DeleteCollection(Id, Cascade: true)),
        Scenarios.Send(() => new ListCollectionImages(Id, ByPlace, "1")),
        Scenarios.Send(() => new ArrangeCollection(Id, [ImageId], null)),
        Scenarios.Send(() => new ArrangeCollection(Id, [ImageId], "BBBBBBBBBBB")),
        Scenarios.Send(() => new GetCollectionManifest(Id, "3", ByPlace, "1")),
        Scenarios.Send(() => new MoveImages([ImageId], new MoveTarget(Id))),
        Scenarios.Send(() => new MoveImages([ImageId], new MoveTarget(null))),
        Scenarios.Send(() => new ListCollectionTypes()),
        Scenarios.Send(() => new CreateCollectionType("Name", "own", ["image"], null, null)),
        Scenarios.Send(() => new DeleteCollectionType(Id)),
        Scenarios.Send(() => new DownloadImages([ImageId])),
        Scenarios.Send(() => new DownloadCollection(Id)),
        new("page of a delete link", typeof(ShowDeleteLink), services => services.GetRequiredService<ISender>().Send(new ShowDeleteLink(Link(services)))),
        new("delete link", typeof(DeleteByLink), services => services.GetRequiredService<ISender>().Send(new DeleteByLink(Link(services)))),
    ];

    private static DeleteLink Link(IServiceProvider services) =>
        new(ImageId, Expires, services.GetRequiredService<IUrlSigner>().Sign($"picora-delete-1\n{ImageId}\n{Expires}"));
}
