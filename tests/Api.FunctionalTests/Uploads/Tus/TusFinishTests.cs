using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>Uploads that have all their bytes and are no media yet, because something ended between the two.</summary>
[Category(TestCategories.OneEngine)]
public class TusFinishTests
{
    // The program asks the real one, or, while this file is there, is killed as by a machine that has no memory left.
    private const string Gate = "killed";

    private string tools = null!;
    private PicoraServer server = null!;
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        tools = Directory.CreateTempSubdirectory("picora-tools-").FullName;
        var probe = Path.Combine(tools, "ffprobe");
        await File.WriteAllTextAsync(probe, $"#!/bin/sh\ncase \"$*\" in *-show_format*) [ -e {tools}/{Gate} ] && kill -9 $$;; esac\nexec ffprobe \"$@\"\n");
        Clips.Output("chmod", "700", probe);
        server = await PicoraServer.StartAsync(
            $"--Picora:MediaTools:Ffprobe={probe}", "--Picora:Uploads:Sessions:LifetimeSeconds=7200", "--Picora:Plans:trial:VideoFileBytes=100000000",
            "--Picora:Plans:trial:VideoFileSeconds=60", "--Picora:Plans:trial:VideoStorageBytes=100000000");
        administrator = await server.SignUpAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(tools, recursive: true);
    }

    [TestCase("image")]
    [TestCase("video")]
    [TestCase("audio")]
    public async Task The_sweeper_finishes_them_in_their_senders_name(string kind)
    {
        var file = FileOf(kind);
        var (user, url) = await SendAllButTheEndAsync(kind, file);

        (await SweepAsync()).ShouldContain("finished 1 ");

        (await user.Http.TusOffsetAsync(url)).ShouldBeNull();
        await IsThereAsync(user.Http, kind, file);
    }

    [TestCase("image")]
    [TestCase("video")]
    [TestCase("audio")]
    public async Task Whoever_asks_how_far_they_are_finishes_them(string kind)
    {
        var file = FileOf(kind);
        var (user, url) = await SendAllButTheEndAsync(kind, file);

        var told = await user.Http.HeadTusAsync(url);

        (told.StatusCode, told.Offset()).ShouldBe((HttpStatusCode.OK, file.Length));
        told.One("X-Picora-Resource-Type").ShouldBe(kind);
        (await user.Http.TusOffsetAsync(url)).ShouldBeNull();
        await IsThereAsync(user.Http, kind, file);
    }

    [Test]
    public async Task Nobody_is_told_that_all_is_there_while_another_looks_at_it()
    {
        var (user, url) = await SendAllButTheEndAsync("image", Padded.Jpeg(7000));
        await server.ExecuteSqlAsync(
            $"""UPDATE "upload_sessions" SET "LeaseToken" = 'another-node-of-this-', "LeasedUntil" = "ExpiresAt" WHERE "Id" = '{url.Split('/')[^1]}'""");

        var told = await user.Http.HeadTusAsync(url);

        (told.StatusCode, told.Offset()).ShouldBe((HttpStatusCode.Locked, null));
    }

    [Test]
    public async Task What_cannot_be_looked_at_now_is_kept_tried_again_less_and_less_often_and_not_for_ever()
    {
        var user = await (await server.SignUpAsync()).CreateKeyAsync("videos:read", "videos:write");
        var film = Clips.Mp4(2);
        var url = await user.Http.BeginTusAsync(film.Length, ("filename", "film.mp4"), ("resourceType", "video"));
        await File.WriteAllTextAsync(Path.Combine(tools, Gate), string.Empty);
        try
        {
            (await user.Http.PatchTusAsync(url, 0, film)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            server.Clock.Advance(TimeSpan.FromMinutes(10));
            (await SweepAsync()).ShouldContain("finished 0 ");
            server.Clock.Advance(TimeSpan.FromMinutes(5));
            (await user.Http.HeadTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Locked, "ten minutes after ten minutes");
        }
        finally
        {
            File.Delete(Path.Combine(tools, Gate));
        }

        server.Clock.Advance(TimeSpan.FromMinutes(6));
        (await user.Http.HeadTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await IsThereAsync(user.Http, "video", film);
    }

    [Test]
    public async Task What_can_never_be_looked_at_ends_with_its_life_and_gives_all_back()
    {
        var user = await (await server.SignUpAsync()).CreateKeyAsync("videos:read", "videos:write");
        var film = Clips.Mp4(3);
        var url = await user.Http.BeginTusAsync(film.Length, ("filename", "film.mp4"), ("resourceType", "video"));
        await File.WriteAllTextAsync(Path.Combine(tools, Gate), string.Empty);
        try
        {
            (await user.Http.PatchTusAsync(url, 0, film)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            for (var minutes = 0; minutes < 120; minutes += 20)
            {
                await SweepAsync();
                server.Clock.Advance(TimeSpan.FromMinutes(20.5));
            }

            await SweepAsync();
        }
        finally
        {
            File.Delete(Path.Combine(tools, Gate));
        }

        (await user.Http.TusOffsetAsync(url)).ShouldBeNull();
        (await server.ExecuteSqlAsync($"""UPDATE "upload_reservations" SET "HeldBytes" = 0 WHERE "Id" = '{url.Split('/')[^1]}'""")).ShouldBe(0);
    }

    // Signed in anew, as the clock has moved.
    private async Task<string> SweepAsync() => await (await server.SignUpAsync(administrator.Email)).Http.RunJobAsync("sweep-uploads");

    private static byte[] FileOf(string kind) => kind switch
    {
        "image" => Padded.Jpeg(6000),
        "video" => Clips.Mp4(1),
        "audio" => Tracks.Mp3(1),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // As if the last request had died between its bytes and its finish.
    private async Task<(TestUser User, string Url)> SendAllButTheEndAsync(string kind, byte[] file)
    {
        var user = await server.SignUpAsync();
        var url = await user.Http.BeginTusAsync(file.Length + 1, ("filename", "file"), ("resourceType", kind));
        await user.Http.PatchTusAsync(url, 0, file);
        var (id, quota) = (url.Split('/')[^1], kind == "image" ? "img_storage" : "media_storage");
        await server.ExecuteSqlAsync($"""UPDATE "upload_sessions" SET "Length" = {file.Length} WHERE "Id" = '{id}'""");
        await server.ExecuteSqlAsync($"""UPDATE "upload_reservations" SET "HeldBytes" = {file.Length} WHERE "Id" = '{id}'""");
        await server.ExecuteSqlAsync($"""UPDATE "quota_accounts" SET "Reserved" = {file.Length} WHERE "OwnerId" = '{user.Id}' AND "Type" = '{quota}'""");
        return (user, url);
    }

    private static async Task IsThereAsync(HttpClient client, string kind, byte[] file)
    {
        var media = (await (await client.GetAsync("/v1/media")).DataAsync()).GetProperty("items");
        media.GetArrayLength().ShouldBe(1);
        (media[0].Text("type"), media[0].GetProperty("sizeBytes").GetInt64()).ShouldBe((kind, file.Length));
    }
}
