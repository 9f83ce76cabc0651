using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>Who may upload by tus, and what it costs: what is held comes back whatever happens.</summary>
public class TusAccountTests
{
    private PicoraServer server = null!;
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await PicoraServer.StartAsync("--Picora:Plans:trial:ImgStorageBytes=100000", "--Picora:Uploads:Sessions:LifetimeSeconds=120", "--Picora:Plans:trial:ApiKeyCount=20");
        administrator = await server.SignUpAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Creation_holds_the_whole_length_and_the_finish_settles_it()
    {
        var user = await server.SignUpAsync();
        var picture = Padded.Jpeg(60_000);
        var url = await user.Http.BeginTusAsync(picture.Length);
        (await user.Http.StorageHeldAsync()).ShouldBe(picture.Length);

        var refused = await (await user.Http.CreateTusAsync(40_001)).BodyAsync(HttpStatusCode.Forbidden);
        (refused.Text("code"), refused.GetProperty("meta").Text("type")).ShouldBe(("QUOTA_EXCEEDED", "img_storage"));
        await user.Http.BeginTusAsync(40_000);
        await user.Http.PatchTusAsync(url, 0, picture);

        (await user.Http.StorageUsedAsync()).ShouldBe(picture.Length);
        (await user.Http.StorageHeldAsync()).ShouldBe(100_000);
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    [Test]
    public async Task What_is_no_picture_is_refused_at_its_end_and_costs_nothing()
    {
        var user = await server.SignUpAsync();
        var url = await user.Http.BeginTusAsync(5000);

        var refused = await (await user.Http.PatchTusAsync(url, 0, new byte[5000])).BodyAsync(HttpStatusCode.UnprocessableEntity);

        refused.Text("code").ShouldNotBeEmpty();
        (await user.Http.TusOffsetAsync(url)).ShouldBeNull();
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task The_same_bytes_again_give_the_picture_that_is_there()
    {
        var user = await server.SignUpAsync();
        var picture = Padded.Jpeg(6000);
        var image = await user.Http.UploadAsync(picture);
        var url = await user.Http.BeginTusAsync(picture.Length);

        var last = await user.Http.PatchTusAsync(url, 0, picture);

        (last.One("X-Picora-Duplicate"), last.One("X-Picora-Resource-Id")).ShouldBe(("true", image.Text("id")));
        (await user.Http.StorageHeldAsync()).ShouldBe(picture.Length);
    }

    [Test]
    public async Task An_upload_that_nobody_goes_on_with_expires_and_gives_all_back()
    {
        var user = await server.SignUpAsync();
        var picture = Padded.Jpeg(6000);
        var url = await user.Http.BeginTusAsync(picture.Length);
        server.Clock.Advance(TimeSpan.FromSeconds(100));
        await user.Http.PatchTusAsync(url, 0, picture[..3000]);
        server.Clock.Advance(TimeSpan.FromSeconds(100));
        await administrator.Http.RunJobAsync("sweep-uploads");
        (await user.Http.TusOffsetAsync(url)).ShouldBe(3000, "bytes have come since");

        server.Clock.Advance(TimeSpan.FromSeconds(25));
        (await user.Http.TusOffsetAsync(url)).ShouldBeNull("expired, swept or not");
        await administrator.Http.RunJobAsync("sweep-uploads");

        (await user.Http.StorageHeldAsync()).ShouldBe(0);
        (await user.Http.PatchTusAsync(url, 3000, picture[3000..])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("repaired 0, drift 0 bytes");
    }

    [Test]
    public async Task What_has_all_its_bytes_and_was_not_finished_is_finished_by_the_sweeper()
    {
        var user = await server.SignUpAsync();
        var picture = Padded.Jpeg(6000);
        var url = await user.Http.BeginTusAsync(9000);
        await user.Http.PatchTusAsync(url, 0, picture);
        // As if the last request had died between its bytes and its finish.
        var id = url.Split('/')[^1];
        await server.ExecuteSqlAsync($"""UPDATE "upload_sessions" SET "Length" = 6000 WHERE "Id" = '{id}'""");
        await server.ExecuteSqlAsync($"""UPDATE "upload_reservations" SET "HeldBytes" = 6000 WHERE "Id" = '{id}'""");
        await server.ExecuteSqlAsync($"""UPDATE "quota_accounts" SET "Reserved" = 6000 WHERE "OwnerId" = '{user.Id}' AND "Type" = 'img_storage'""");

        (await administrator.Http.RunJobAsync("sweep-uploads")).ShouldContain("finished 1 ");

        (await user.Http.TusOffsetAsync(url)).ShouldBeNull();
        var images = await (await user.Http.GetAsync("/v1/images")).DataAsync();
        images.GetProperty("items")[0].GetProperty("sizeBytes").GetInt64().ShouldBe(picture.Length);
        (await user.Http.StorageHeldAsync()).ShouldBe(picture.Length);
    }

    [Test]
    public async Task Nobody_else_finds_somebodys_upload()
    {
        var (owner, stranger) = (await server.SignUpAsync(), await server.SignUpAsync());
        var url = await owner.Http.BeginTusAsync(1000);

        (await stranger.Http.TusOffsetAsync(url)).ShouldBeNull();
        (await stranger.Http.PatchTusAsync(url, 0, new byte[10])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Http.DeleteTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.CreateClient().HeadTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await owner.Http.TusOffsetAsync(url)).ShouldBe(0);
    }

    [Test]
    public async Task Keys_need_the_scope_of_the_kind()
    {
        var user = await server.SignUpAsync();
        var (writer, reader, other) = (await user.CreateKeyAsync("images:write"), await user.CreateKeyAsync("images:read"), await user.CreateKeyAsync("docs:write"));
        var deleter = await user.CreateKeyAsync("images:delete");
        var url = await writer.Http.BeginTusAsync(1000);

        (await (await reader.Http.CreateTusAsync(1000)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
        (await reader.Http.PatchTusAsync(url, 0, new byte[10])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await other.Http.HeadTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await writer.Http.DeleteTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await reader.Http.TusOffsetAsync(url)).ShouldBe(0);
        (await writer.Http.TusOffsetAsync(url)).ShouldBe(0);
        (await deleter.Http.DeleteTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task Kinds_that_the_plan_has_not_are_refused_at_once()
    {
        var user = await server.SignUpAsync();

        var refused = await user.Http.CreateTusAsync(1000, ("filetype", "video/mp4"));

        refused.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity);
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task Whoever_leaves_takes_unfinished_uploads_along()
    {
        var user = await server.SignUpAsync();
        var url = await user.Http.BeginTusAsync(1000);
        await user.Http.PatchTusAsync(url, 0, new byte[500]);
        var before = ServerFiles.All(server.DataFolder).Count;

        await user.Http.DeleteAsync("/v1/user/me");

        await Poll.UntilAsync(() => ServerFiles.All(server.DataFolder).Count < before, "the unfinished file to go");
    }
}
