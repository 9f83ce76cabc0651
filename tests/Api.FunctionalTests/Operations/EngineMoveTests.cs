using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Operations;

/// <summary>Whoever outgrows one engine takes everything to another in a backup.</summary>
[Category(TestCategories.OneEngine)]
public partial class EngineMoveTests
{
    private static readonly byte[] Picture = Pictures.Jpeg(120, 80, seed: 71);

    [TestCase(TestDatabase.Sqlite, TestDatabase.Postgres)]
    [TestCase(TestDatabase.Postgres, TestDatabase.Sqlite)]
    public async Task Another_engine_answers_everything_the_same(string from, string to)
    {
        if (TestDatabase.Missing(TestDatabase.Postgres) is { } missing)
        {
            Assert.Ignore($"PostgreSQL: {missing}");
        }

        var backup = Directory.CreateTempSubdirectory("picora-backup-").FullName;
        try
        {
            await using var old = await PicoraProcess.CreateOnAsync(from, "--Picora:Accounts:SignUpPlan=pro_plus");
            await old.StartAsync();
            var user = await old.SignUpAsync();
            var key = await user.CreateKeyAsync();
            await FillAsync(user.Http);
            var answers = await AskAsync(user.Http);
            await old.TerminateAsync();
            (await old.ToolAsync("backup", backup)).Ending(0);

            await using var young = await PicoraProcess.CreateOnAsync(to);
            (await young.ToolAsync("restore", backup)).Ending(0);
            await young.StartAsync();

            var moved = await AskAsync(young.CreateClient(user.AccessToken));
            moved.Keys.ShouldBe(answers.Keys, ignoreOrder: true);
            moved.ShouldSatisfyAllConditions([.. answers.Select(answer => (Action)(() => moved[answer.Key].ShouldBe(answer.Value, answer.Key)))]);
            await GoOnAsync(young.CreateClient(key.Secret));
            (await young.ToolAsync("verify")).Ending(0);
        }
        finally
        {
            Directory.Delete(backup, recursive: true);
        }
    }

    private static async Task FillAsync(HttpClient client)
    {
        var first = await client.UploadAsync(Picture, "Überfahrt 東京 😀.jpg", ("title", "Ærø, İstanbul"), ("tags", "[\"Größe\",\"東京\"]"), ("isPublic", "true"));
        var hidden = await client.UploadAsync(Pictures.Png(50, 40, seed: 72), "b.png", ("isPublic", "false"));
        var thrown = await client.UploadAsync(Pictures.Gif(seed: 73), "c.gif");
        var album = (await client.CreateCollectionAsync("Voyages – été")).Text("id");
        (await client.MoveAsync(album, first.Text("id"), hidden.Text("id"))).ShouldBe(2);
        await (await client.DeleteAsync($"/v1/images/{thrown.Text("id")}")).BodyAsync();
        await client.WaitForProcessingAsync(first.Text("id"));
        await client.WaitForProcessingAsync(hidden.Text("id"));

        var kb = await client.CreateKbAsync("Wissen");
        await (await client.PatchAsJsonAsync("/v1/user/me", new { docVersioningEnabled = true, docVersioningMax = 5 })).DataAsync();
        var place = new { kbId = kb, relativePath = "Ä/a.md" };
        await client.AddDocAsync("---\ntitle: Erste\n---\n\n# 漢字 ŝ\n", "a.md", place);
        await client.AddDocAsync("# Zweite\n\n\u200bé\u0301\n", "a.md", place);

        var track = (await client.UploadAudioAsync(Tracks.WithCover("mp3", Tracks.Cover()))).Text("id");
        await client.WaitForWaveformAsync(track);
    }

    // Everything that a list names is looked at by itself, too.
    private static async Task<IReadOnlyDictionary<string, string>> AskAsync(HttpClient client)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] lists =
        [
            "/v1/images", "/v1/docs", "/v1/audio", "/v1/collections", "/v1/media", "/v1/images?q=%E6%9D%B1%E4%BA%AC", "/v1/images?q=%C3%BCberfahrt", "/v1/docs?q=zweite", "/v1/images/tags", "/v1/trash",
            "/v1/sync/state", "/v1/user/me", "/v1/user/me/usage", "/v1/user/me/audit", "/v1/user/me/factors", "/v1/admin/users", "/v1/collection-types",
        ];
        foreach (var list in lists)
        {
            answers[list] = Stable(await client.GetStringAsync(list));
        }

        foreach (var list in lists.Take(4))
        {
            foreach (var id in await client.WalkAsync($"{list}?limit=50"))
            {
                answers[$"{list}/{id}"] = Stable(await client.GetStringAsync($"{list}/{id}"));
            }
        }

        foreach (var id in await client.WalkAsync("/v1/docs?limit=50"))
        {
            answers[$"{id} raw"] = await client.RawTextAsync(id);
            answers[$"{id} revisions"] = Stable(await client.GetStringAsync($"/v1/docs/{id}/revisions"));
        }

        foreach (var id in await client.WalkAsync("/v1/audio?limit=50"))
        {
            answers[$"{id} waveform"] = await client.GetStringAsync($"/v1/audio/{id}/waveform");
        }

        return answers;
    }

    private static async Task GoOnAsync(HttpClient client)
    {
        var again = await client.PostImageAsync(Picture);
        (again.StatusCode, again.Headers.GetValues("X-Picora-Duplicate").Single()).ShouldBe((HttpStatusCode.Created, "true"));
        var image = await client.UploadAsync(Pictures.Jpeg(90, 60, seed: 74), "danach.jpg");
        (await client.GlanceAsync("/v1/images?q=danach")).ShouldBe(image.Text("id"));
        await client.WaitForProcessingAsync(image.Text("id"));
    }

    // Without what the moment of asking decides: signatures of addresses, and what a usage says of itself and of its day.
    private static string Stable(string answer) => Momentary().Replace(answer, string.Empty);

    [GeneratedRegex(@"\?[^""]*sig[^""]*|""planExpiresAt"":null,""updatedAt"":""[^""]*""|""uploadCount(Today|Month)"":\d+|""uploads_per_\w+"",""used"":\d+")]
    private static partial Regex Momentary();
}
