using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>The server ends between an upload's last byte and its finish: whoever goes on finishes it. Beside <see cref="TusFinishTests"/>.</summary>
public class TusGapTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro")
{
    [Test]
    public async Task Going_on_from_an_older_offset_finishes_it_though_the_file_was_published()
    {
        var user = await Server.SignUpAsync();
        var picture = Padded.Jpeg(6000);
        var (url, part) = await DieAsync(user, picture);
        await Server.ExecuteSqlAsync($"""UPDATE "upload_sessions" SET "Offset" = 2000 WHERE "Id" = '{url.Split('/')[^1]}'""");
        (await user.Http.TusOffsetAsync(url)).ShouldBe(2000);

        var last = await user.Http.PatchTusAsync(url, 2000, picture[2000..]);

        last.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await user.Http.GetImageAsync(last.One("X-Picora-Resource-Id")!)).GetProperty("sizeBytes").GetInt64().ShouldBe(picture.Length);
        File.Exists(part).ShouldBeFalse();
    }

    [Test]
    public async Task An_empty_patch_finishes_it_as_well()
    {
        var user = await Server.SignUpAsync();
        var picture = Padded.Jpeg(6000);
        var (url, _) = await DieAsync(user, picture);

        (await user.Http.PatchTusAsync(url, picture.Length, [])).One("X-Picora-Resource-Type").ShouldBe("image");
    }

    [Test]
    public async Task What_its_kind_does_not_take_is_refused_then_and_gives_everything_back()
    {
        var user = await Server.SignUpAsync();
        var (url, _) = await DieAsync(user, new byte[6000]);

        (await user.Http.HeadTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await user.Http.HeadTusAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    // All bytes of the file, and more announced; then the announcement is made to fit, and the file is published, as the last request left it.
    private async Task<(string Url, string Part)> DieAsync(TestUser user, byte[] file)
    {
        var url = await user.Http.BeginTusAsync(file.Length + 10, ("filename", "file"), ("filetype", "image/jpeg"));
        await user.Http.PatchTusAsync(url, 0, file);
        var id = url.Split('/')[^1];
        await Server.ExecuteSqlAsync($"""UPDATE "upload_sessions" SET "Length" = {file.Length} WHERE "Id" = '{id}'""");
        await Server.ExecuteSqlAsync($"""UPDATE "upload_reservations" SET "HeldBytes" = {file.Length} WHERE "Id" = '{id}'""");
        await Server.ExecuteSqlAsync($"""UPDATE "quota_accounts" SET "Reserved" = {file.Length} WHERE "OwnerId" = '{user.Id}' AND "Type" = 'img_storage'""");
        var part = ServerFiles.All(Server.DataFolder).Single(
            name => name.Contains("/originals/", StringComparison.Ordinal) && name.EndsWith(".part", StringComparison.Ordinal));
        File.Move(part, part[..^".part".Length]);
        return (url, part);
    }
}
