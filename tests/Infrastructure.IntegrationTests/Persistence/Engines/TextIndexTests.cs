using FsCheck;
using FsCheck.Fluent;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Media.Library;
using Picora.Domain;
using Picora.Infrastructure.Persistence.Sqlite.Search;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Engines;

/// <summary>What few rows hold is found by an index of the parts of words, and it is the same that looking at each row finds.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class TextIndexTests(string engine)
{
    private static readonly string[] Pieces =
        ["quokka", "Quo", "STRASSE", "Straße", "日本語の写真", "写真", "🙂🙃🙂", "🙃", "it\"s", "\"\"\"", "100%_[a]", "a\\b", "AND", "*(near)", "x", "ab", "İstanbul", "-_-"];

    private readonly PlanListener listener = new(engine, unwanted: "seqscan");
    private readonly List<(string Id, string Type, string Text)> all = [];
    private EngineHost host = null!;

    private bool IsSqlite => string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        host = await EngineHost.StartAsync(engine, listener);
        var chance = new Random(11);
        var texts = Enumerable.Range(0, 60).Select(_ => string.Join(chance.Next(2) == 0 ? " " : "", chance.GetItems(Pieces, 1 + chance.Next(3)))).ToList();
        await host.WriteAsync(db =>
        {
            foreach (var text in texts)
            {
                var (image, track) = (host.NewImage(null, text), host.NewTrack(title: text));
                db.AddRange(image, track);
                all.AddRange([(image.Id.Value, "image", image.SearchText), (track.Id, "audio", track.SearchText)]);
            }
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

    [Test]
    public void It_finds_what_looking_at_each_row_finds()
    {
        var parts =
            from text in Gen.Elements(all.Select(row => row.Text))
            from start in Gen.Choose(0, Math.Max(0, text.Length - 2))
            from length in Gen.Choose(1, text.Length - start)
            select text.Substring(start, length);
        var questions = Gen.OneOf(parts, parts.Two().Select(two => $"{two.Item1} {two.Item2}")).Where(question => question.EnumerateRunes().All(rune => rune.Value != 0xFFFD));

        Prop.ForAll(questions.ToArbitrary(), question =>
        {
            var words = SearchTexts.Words(question);
            Ids(question, "image", "audio").Intersect(all.Select(row => row.Id), StringComparer.Ordinal).ShouldBe(
                all.Where(row => words.All(word => row.Text.Contains(word, StringComparison.Ordinal))).Select(row => row.Id), ignoreOrder: true);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Test]
    public async Task It_knows_what_was_added_changed_and_deleted()
    {
        var image = host.NewImage(null, "platypus");
        await host.WriteAsync(db => db.Images.Add(image));
        Ids("latyp", "image").ShouldBe([image.Id.Value]);

        await host.WriteAsync(db => db.Images.Where(row => row.Id == image.Id).ExecuteUpdate(row => row.SetProperty(changed => changed.SearchText, "\nwombat")));
        Ids("latyp", "image").ShouldBeEmpty();
        Ids("womb", "image").ShouldBe([image.Id.Value]);

        await host.WriteAsync(db => db.Images.Where(row => row.Id == image.Id).ExecuteDelete());
        Ids("womb", "image").ShouldBeEmpty();
        if (IsSqlite)
        {
            (await FindAsync("womb")).ShouldBeEmpty();
        }
    }

    [Test]
    public async Task A_rare_word_is_looked_up_and_nothing_walks_the_list_for_it()
    {
        await host.WriteAsync(db => db.AddRange(Enumerable.Range(0, 1500).Select(number => host.NewImage(null, number == 0 ? "needle" : $"hay {number}"))));
        await host.ReadAsync(db => db.Database.ExecuteSqlRawAsync(IsSqlite ? "ANALYZE" : "VACUUM ANALYZE"));

        var plans = await listener.ListenAsync(() => host.InScopeAsync(services =>
            services.GetRequiredService<ISender>().Send(new ListImages(null, "5", null, null, null) { Filter = ImageFilter.None with { Query = "needle" } })));

        plans[0].ShouldContain(IsSqlite ? "USING INDEX sqlite_autoindex_images_1 (Id=?)" : "Bitmap Index Scan on \"IX_images_SearchText\"");
        plans[0].ShouldNotContain("IX_images_OwnerId");
    }

    [Test]
    public async Task What_many_hold_is_left_to_the_lists_own_index()
    {
        if (!IsSqlite)
        {
            Assert.Pass("PostgreSQL chooses by itself.");
        }

        await host.WriteAsync(db => db.AddRange(Enumerable.Range(0, SqliteTextIndex.Most).Select(_ => host.NewTrack(title: "crowd"))));
        (await FindAsync("rowd", SearchedRows.AudioTracks))!.Count.ShouldBe(SqliteTextIndex.Most);

        await host.WriteAsync(db => db.Add(host.NewTrack(title: "crowd")));
        (await FindAsync("rowd", SearchedRows.AudioTracks)).ShouldBeNull();
        (await FindAsync("ab", SearchedRows.AudioTracks)).ShouldBeNull();
        (await FindAsync(null, SearchedRows.AudioTracks)).ShouldBeNull();
    }

    [Test]
    public async Task Every_table_that_is_searched_has_its_index_after_all_migrations()
    {
        // Whoever makes a table of SQLite anew loses its triggers.
        var query = IsSqlite ? "SELECT name FROM sqlite_master WHERE type = 'trigger'" : "SELECT indexname FROM pg_indexes";
        var names = await host.ReadAsync(db => db.Database.SqlQueryRaw<string>(query).ToListAsync());

        var wanted = Enum.GetValues<SearchedRows>().Select(SearchTable.For).SelectMany(table => IsSqlite
            ? [$"{table.Name}_insert", $"{table.Name}_update", $"{table.Name}_delete"]
            : (string[])[$"IX_{table.Of}_SearchText"]);
        wanted.ShouldBeSubsetOf(names);
    }

    private ValueTask<IReadOnlyList<string>?> FindAsync(string? question, SearchedRows rows = SearchedRows.Images) =>
        host.Services.GetRequiredService<ITextIndex>().FindAsync(rows, question, CancellationToken.None);

    private List<string> Ids(string question, params string[] types)
    {
        var ids = new List<string>();
        foreach (var type in types)
        {
            string? cursor = null;
            do
            {
                var request = new ListMedia(type, cursor, "50") { Filter = MediaFilter.None with { Query = question } };
                var page = host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(request)).GetAwaiter().GetResult().Value;
                ids.AddRange(page.Items.Select(item => item.Id));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }

        return ids;
    }
}
