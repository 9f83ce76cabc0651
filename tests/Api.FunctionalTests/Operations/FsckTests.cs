using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Operations;

/// <summary>The integrity check names what is wrong, moves aside and deletes nothing.</summary>
public class FsckTests
{
    private const string Everything = "--min-age-hours=0";

    [Test]
    public async Task Missing_altered_and_extra_objects_are_named_and_moved_aside()
    {
        // Without renditions: the objects are the uploads.
        await using var server = await PicoraProcess.StartAsync("--Picora:Imaging:Workers=0");
        var key = await (await server.SignUpAsync()).CreateKeyAsync();
        for (var number = 0; number < 4; number++)
        {
            await key.Http.UploadAsync(Padded.Jpeg(8_000), "a.jpg", ("isPublic", "false"));
        }

        (await server.ToolAsync("fsck", "--deep", Everything)).Ending(0);
        var files = ServerFiles.All(server.DataFolder);
        var root = Path.Combine(server.DataFolder, "objects");
        var (missing, altered, extra) = (files[0], files[1], Path.Combine(Path.GetDirectoryName(files[2])!, "AAAAAAAAAAAAAAAAAAAAA"));
        File.Delete(missing);
        var bytes = await File.ReadAllBytesAsync(altered);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(altered, bytes);
        await File.WriteAllTextAsync(extra, "nobody's");

        var seen = (await server.ToolAsync("fsck", "--deep", Everything)).Ending(1).Output;

        seen.ShouldContain($"MISSING {Path.GetRelativePath(root, missing)}: image ");
        seen.ShouldContain($"ALTERED {Path.GetRelativePath(root, altered)}: image ");
        seen.ShouldContain($"EXTRA {Path.GetRelativePath(root, extra)}:");
        File.Exists(extra).ShouldBeTrue();
        // Not younger ones, unless it is asked for.
        (await server.ToolAsync("fsck")).Ending(1).Output.ShouldNotContain("EXTRA originals");
        await MovedAsideAsync(server, root, altered, extra);
    }

    [Test]
    [Category(TestCategories.OneEngine)]
    public async Task In_a_bucket_too_they_are_named_moved_aside_and_given_back()
    {
        Assume.That(S3Server.Missing, Is.Null);
        var s3 = await S3Server.SharedAsync();
        var bucket = await s3.CreateBucketAsync();
        await using var server = await PicoraProcess.StartAsync([.. s3.SettingsOf(bucket), "--Picora:Imaging:Workers=0"]);
        var key = await (await server.SignUpAsync()).CreateKeyAsync();
        for (var number = 0; number < 3; number++)
        {
            await key.Http.UploadAsync(Padded.Jpeg(8_000), "a.jpg", ("isPublic", "false"));
        }

        var objects = await s3.ContentsAsync(bucket);
        var (missing, altered, extra) = (objects[0], objects[1], $"{Path.GetDirectoryName(objects[2])}/AAAAAAAAAAAAAAAAAAAAA");
        await s3.SpoilAsync(bucket, missing, null);
        await s3.SpoilAsync(bucket, altered, new string('x', 8_000));
        await s3.SpoilAsync(bucket, extra, "nobody's");

        var done = (await server.ToolAsync("fsck", "--deep", "--apply", "--max-share=100", Everything)).Ending(1).Output;

        done.ShouldContain($"MISSING {missing}: image ");
        done.ShouldContain($"ALTERED {altered}: image ");
        done.ShouldContain($"EXTRA {extra}:");
        (await s3.ContentsAsync(bucket)).ShouldBe([objects[2], $"quarantine/{altered}", $"quarantine/{extra}"], ignoreOrder: true);
        (await server.ToolAsync("fsck", $"--release={extra}")).Ending(0);
        (await s3.ContentsAsync(bucket)).ShouldContain(extra);
    }

    [Test]
    [Category(TestCategories.OneEngine)]
    public async Task When_too_much_looks_wrong_nothing_is_moved()
    {
        await using var server = await PicoraProcess.StartAsync("--Picora:Imaging:Workers=0");
        var folder = Directory.CreateDirectory(Path.Combine(server.DataFolder, "objects", "originals", "00")).FullName;
        for (var number = 10; number < 21; number++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"AAAAAAAAAAAAAAAAAAA{number}"), "of another installation");
        }

        (await server.ToolAsync("fsck", "--apply", Everything)).Ending(3).Output.ShouldContain("Nothing was moved");

        Directory.GetFiles(folder).Length.ShouldBe(11);
        (await server.ToolAsync("fsck", "--apply", "--max-share=100", Everything)).Ending(1);
        Directory.GetFiles(folder).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(server.DataFolder, "objects", "quarantine", "originals", "00")).Length.ShouldBe(11);
    }

    private static async Task MovedAsideAsync(PicoraProcess server, string root, string altered, string extra)
    {
        var done = (await server.ToolAsync("fsck", "--deep", "--apply", "--json", Everything)).Ending(1).Json;

        done.GetProperty("quarantined").GetArrayLength().ShouldBe(2);
        File.Exists(Path.Combine(root, "quarantine", Path.GetRelativePath(root, altered))).ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(root, "quarantine", Path.GetRelativePath(root, extra)))).ShouldBe("nobody's");
        File.Exists(altered).ShouldBeFalse();
        (await server.ToolAsync("fsck", $"--release={Path.GetRelativePath(root, altered)}")).Ending(0);
        File.Exists(altered).ShouldBeTrue();
        using var ready = await server.CreateClient().GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
