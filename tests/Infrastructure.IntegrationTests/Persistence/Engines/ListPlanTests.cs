using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Media.Collections;
using Picora.Application.Media.Trash;
using Picora.Domain;
using Picora.Domain.Media.Collections;
using Picora.Infrastructure.Persistence.Sqlite.Search;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Engines;

/// <summary>Lists stay as fast with a million pictures as with ten: an index holds the page in its order, and nothing is sorted or scanned.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class ListPlanTests(string engine)
{
    private const string ByOwner = "IX_images_OwnerId_CreatedAt_Id";
    private const string ByTag = "IX_image_tags_OwnerId_Name_CreatedAt_ImageId";

    private const string ByCollection = "IX_images_CollectionId_CreatedAt_Id";

    private static readonly string Cursor = new PageCursor("AAAAAAAAAAA", DateTimeOffset.UnixEpoch.AddYears(60)).ToString();

    private readonly PlanListener listener = new(engine);
    private EngineHost host = null!;
    private Collection collection = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        host = await EngineHost.StartAsync(engine, listener);
        collection = Collection.Create(
            new NewCollection(EngineHost.Owner, "Album", "album", null, CollectionType.PhotoAlbum, ResourceTypes.Image, null, CollectionUse.Creator), host.Clock.Now());
        await host.WriteAsync(db =>
        {
            // More than what an index of texts finds one by one.
            var images = Enumerable.Range(0, SqliteTextIndex.Most + 1).Select(_ => host.NewImage(null, "sea", "sun")).ToList();
            images.ForEach(image => image.MoveTo(collection.Id, images.IndexOf(image), host.Clock.Now()));
            db.Images.AddRange(images);
            db.Collections.Add(collection);
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

    [TestCase(null, null, null, false, ByOwner)]
    [TestCase(null, null, null, true, ByOwner)]
    [TestCase(null, "2020-01-01", null, false, ByOwner)]
    [TestCase(null, "2020-01-01", "2099-12-31", true, ByOwner)]
    [TestCase("sea", null, null, false, ByTag)]
    [TestCase("sea", null, null, true, ByTag)]
    [TestCase("sea", "2020-01-01", "2099-12-31", true, ByTag)]
    public async Task A_page_comes_from_one_index(string? tag, string? first, string? last, bool cursor, string index)
    {
        var count = 0;
        var plans = await listener.ListenAsync(async () =>
        {
            var request = new ListImages(cursor ? Cursor : null, "5", tag, first, last);
            count = (await host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(request))).Value.Items.Count;
        });

        count.ShouldBe(5);
        var page = plans[0];
        page.ShouldContain(index);
        page.ShouldNotContain("Seq Scan");
        page.Split('\n').ShouldAllBe(line => !line.TrimStart().StartsWith("SCAN image", StringComparison.Ordinal));
        // What is behind the total: the state of the library, by which it is remembered.
        plans[1].ShouldContain(string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal) ? "autoindex_media_journals" : "PK_media_journals");
        plans[2].ShouldContain(string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal) ? "autoindex_quota_accounts" : "PK_quota_accounts");
    }

    [TestCase("title", false, ByOwner)]
    [TestCase("title a.jpg", true, ByOwner)]
    [TestCase(null, true, ByCollection)]
    [TestCase("title", true, ByCollection)]
    public async Task A_narrowed_page_walks_an_index(string? words, bool cursor, string index)
    {
        var filter = new ImageFilter(words, "jpg", "true", string.Equals(index, ByCollection, StringComparison.Ordinal) ? collection.Id.Value : null, "1", "100");
        var plans = await listener.ListenAsync(async () =>
        {
            var request = new ListImages(cursor ? Cursor : null, "5", null, null, null) { Filter = filter };
            (await host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(request))).Value.Items.Count.ShouldBe(5);
        });

        plans[0].ShouldContain(index);
        plans[0].ShouldNotContain("Seq Scan");
    }

    [TestCase("")]
    [TestCase("eyJpZCI6IkFBQUFBQUFBQUFBIiwiY3JlYXRlZEF0IjoiMjAyNi0wMS0wMVQwMDowMDowMFoiLCJrZXkiOiIxIn0=")]
    public async Task A_collection_is_read_in_its_order_from_one_index(string cursor)
    {
        var plans = await listener.ListenAsync(() => host.InScopeAsync(services =>
            services.GetRequiredService<ISender>().Send(new ListCollectionImages(collection.Id.Value, cursor, "5"))));

        plans[1].ShouldContain("IX_images_CollectionId_CollectionPosition_Id");
        plans[1].ShouldNotContain("Seq Scan on images");
    }

    [Test]
    public async Task The_trash_is_read_from_one_index()
    {
        var plans = await listener.ListenAsync(() => host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(new ListTrash(null, "5"))));

        plans[0].ShouldContain("IX_images_OwnerId_TrashedAt_Id");
    }

    [TestCase("image-variants", "IX_images_Processing_NextAttemptAt")]
    [TestCase("audio-waveforms", "IX_audio_tracks_State_NextAttemptAt")]
    public async Task Waiting_work_is_found_by_its_index(string kind, string index)
    {
        var plans = await listener.ListenAsync(() => host.InScopeAsync(services =>
            services.GetServices<IItemQueue>().Single(queue => string.Equals(queue.Kind, kind, StringComparison.Ordinal)).ClaimAsync(4, CancellationToken.None)));

        plans[0].ShouldContain(index);
        plans[0].ShouldNotContain("USE TEMP B-TREE");
        plans[0].ShouldNotContain("Seq Scan");
    }
}
