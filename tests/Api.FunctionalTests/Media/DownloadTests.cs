using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Many pictures in one ZIP file.</summary>
internal sealed class DownloadTests() : ServerFixture("--Picora:Archives:MaxItems=4", "--Picora:Archives:MaxBytes=1000000")
{
    [Test]
    public async Task A_selection_comes_as_it_was_sent_under_names_that_differ()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var files = new[] { ("海 dawn.jpg", Pictures.Jpeg(40, 30, new PictureMetadata(Gps: true))), ("A.png", Pictures.Png(9, 9)), ("a.PNG", Pictures.Png(8, 8)), ("CON", Pictures.Png(7, 7)) };
        var ids = new List<string>();
        foreach (var (name, bytes) in files)
        {
            Server.Clock.Advance(TimeSpan.FromSeconds(2));
            ids.Add((await user.Http.UploadAsync(bytes, name)).Text("id"));
        }

        var foreign = (await other.Http.UploadAsync(Pictures.Png(8, 8))).Text("id");
        var before = await BandwidthAsync(user);

        var response = await user.Http.PostAsJsonAsync("/v1/images/download", new { ids = ids.Append(foreign).Append("nonsense") });

        (response.StatusCode, response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.NoStore)
            .ShouldBe((HttpStatusCode.OK, "application/zip", true));
        response.Content.Headers.ContentDisposition!.ToString().ShouldStartWith("attachment; filename=images.zip");
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["海 dawn.jpg", "A.png", "a (2).PNG", "_CON.png"]);
        for (var i = 0; i < files.Length; i++)
        {
            (await ReadAsync(zip.Entries[i])).ShouldBe(files[i].Item2);
            zip.Entries[i].CompressedLength.ShouldBe(files[i].Item2.Length);
        }

        // The last file is counted when it is sent, which is a moment after it arrives.
        var sent = files.Sum(file => (long)file.Item2.Length);
        await Poll.UntilAsync(async () => await BandwidthAsync(user) - before == sent, $"{sent} bytes to be counted");
    }

    [Test]
    public async Task A_collection_comes_in_its_order()
    {
        var user = await Server.SignUpAsync();
        var ids = new List<string>();
        foreach (var name in new[] { "one.png", "two.png", "three.png" })
        {
            ids.Add((await user.Http.UploadAsync(Pictures.Png(8, 8), name)).Text("id"));
        }

        var album = (await user.Http.CreateCollectionAsync("My Album")).Text("id");
        (await NamesAsync(await user.Http.GetAsync($"/v1/collections/{album}/download"))).ShouldBeEmpty();
        await user.Http.MoveAsync(album, ids[2], ids[0], ids[1]);
        await (await user.Http.DeleteAsync($"/v1/images/{ids[0]}?trash=true")).BodyAsync();

        var response = await user.Http.GetAsync($"/v1/collections/{album}/download");

        response.Content.Headers.ContentDisposition!.ToString().ShouldContain("my-album.zip");
        (await NamesAsync(response)).ShouldBe(["three.png", "two.png"]);
        var head = await user.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/v1/collections/{album}/download"));
        (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length).ShouldBe((HttpStatusCode.OK, 0));
    }

    [Test]
    public async Task A_download_has_bounds_and_belongs_to_the_owner()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await user.Http.UploadAsync(Pictures.Png(8, 8))).Text("id"));
        }

        (await user.Http.PostAsJsonAsync("/v1/images/download", new { ids })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await NamesAsync(await user.Http.PostAsJsonAsync("/v1/images/download", new { ids = ids.Take(4) }))).Count.ShouldBe(4);
        (await user.Http.PostAsJsonAsync("/v1/images/download", new { ids = Array.Empty<string>() })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.Http.PostAsJsonAsync("/v1/images/download", new { ids })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Server.CreateClient().PostAsJsonAsync("/v1/images/download", new { ids })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var big = (await user.Http.UploadAsync(Pictures.Png(800, 600))).Text("id");
        (await user.Http.PostAsJsonAsync("/v1/images/download", new { ids = new[] { big } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<List<string>> NamesAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static async Task<byte[]> ReadAsync(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        await using var stream = entry.Open();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }

    private static async Task<long> BandwidthAsync(TestUser user) =>
        (await user.Http.UsageAsync()).GetProperty("images").GetProperty("bandwidthUsed").GetInt64();
}
