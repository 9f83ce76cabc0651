using FsCheck;
using FsCheck.Fluent;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media.Library;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Engines;

/// <summary>However a list over all kinds is cut into pages, they are the sorted whole, one behind the other.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class UnifiedListTests(string engine)
{
    private readonly PlanListener listener = new(engine);
    private readonly List<(DateTimeOffset At, string Id, string Type, bool IsPublic, string Text)> all = [];
    private EngineHost host = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        host = await EngineHost.StartAsync(engine, listener);
        var chance = new Random(7);
        for (var i = 0; i < 40; i++)
        {
            // Few instants, so that many have the same.
            host.Clock.Advance(TimeSpan.FromMilliseconds(chance.Next(3) == 0 ? 1 : 0));
            var text = chance.Next(2) == 0 ? "sea" : "land";
            if (chance.Next(2) == 0)
            {
                var image = host.NewImage(null, text);
                await host.WriteAsync(db => db.Images.Add(image));
                all.Add((image.CreatedAt, image.Id.Value, "image", true, text));
            }
            else
            {
                var track = host.NewTrack(title: text, isPublic: chance.Next(2) == 0);
                await host.WriteAsync(db => db.AudioTracks.Add(track));
                all.Add((track.CreatedAt, track.Id, "audio", track.IsPublic, text));
            }
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Test]
    public void Pages_are_the_sorted_whole()
    {
        var cases =
            from limit in Gen.Choose(1, 50)
            from type in Gen.Elements<string?>(null, null, "image", "audio", "video")
            from isPublic in Gen.Elements<string?>(null, null, "true", "false")
            from query in Gen.Elements<string?>(null, null, "sea", "LAND", "nothing")
            from kbId in Gen.Elements<string?>(null, null, "")
            select (limit, type, new MediaFilter(query, isPublic, kbId, null));

        Prop.ForAll(cases.ToArbitrary(), wanted =>
        {
            var (limit, type, filter) = wanted;
            Walk(limit, type, filter).ShouldBe(Expected(type, filter));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [TestCase(null)]
    [TestCase("AAAAAAAAAAA")]
    public async Task A_page_comes_from_each_kinds_index(string? behind)
    {
        var cursor = behind is null ? null : new PageCursor(behind, DateTimeOffset.UnixEpoch.AddYears(60)).ToString();
        var plans = await listener.ListenAsync(() => host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(new ListMedia(null, cursor, "5"))));

        var pages = string.Join('\n', plans);
        pages.ShouldContain("IX_images_OwnerId_CreatedAt_Id");
        pages.ShouldContain("IX_audio_tracks_OwnerId_CreatedAt_Id");
        pages.ShouldNotContain("Seq Scan on images");
        pages.ShouldNotContain("Seq Scan on audio_tracks");
    }

    private List<string> Walk(int limit, string? type, MediaFilter filter)
    {
        var (ids, cursor) = (new List<string>(), (string?)null);
        do
        {
            var request = new ListMedia(type, cursor, $"{limit}") { Filter = filter };
            var page = host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(request)).GetAwaiter().GetResult().Value;
            page.HasMore.ShouldBe(page.NextCursor is not null);
            page.Items.Count.ShouldBe(page.HasMore ? limit : page.Items.Count);
            ids.AddRange(page.Items.Select(item => item.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return ids;
    }

    private List<string> Expected(string? type, MediaFilter filter) =>
    [
        .. all.Where(item => (type is null || item.Type == type)
                && (filter.IsPublic is null || item.IsPublic == (filter.IsPublic == "true"))
                && (filter.Query is null || string.Equals(item.Text, filter.Query, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(item => item.At).ThenByDescending(item => item.Id, StringComparer.Ordinal).Select(item => item.Id),
    ];
}
