using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

[NonParallelizable]
public class ThumbnailTests() : ServerFixture
{
    [Test]
    public async Task A_photograph_has_its_renditions_soon_and_upright_and_without_its_secrets()
    {
        var user = await Server.SignUpAsync();
        // The first worker of a server starts with the first picture; the promise is about a server that is up.
        await user.Http.WaitForProcessingAsync((await user.Http.UploadAsync(Pictures.Jpeg(64, 64))).Text("id"));
        var photo = Pictures.PhotoJpeg();

        var watch = Stopwatch.StartNew();
        var id = (await user.Http.UploadAsync(photo)).Text("id");
        var uploaded = watch.Elapsed;
        var image = await user.Http.WaitForProcessingAsync(id);
        await TestContext.Out.WriteLineAsync(
            $"12 megapixels, {photo.Length} bytes: uploaded in {uploaded.TotalSeconds:0.00} s, ready {(watch.Elapsed - uploaded).TotalSeconds:0.00} s later");

        image.Text("processing").ShouldBe("ready");
        (watch.Elapsed - uploaded).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()).ShouldBe((3000, 4000));
        await ShouldLoadAsync(image, "thumbnailUrl", 240, 320);
        await ShouldLoadAsync(image, "previewUrl", 960, 1280);
        image.Text("thumbnailUrl").ShouldBe($"{Server.Url}/media/{id}/thumbnail.webp");
    }

    [Test]
    public async Task A_small_picture_is_not_blown_up_and_an_animation_gets_a_still()
    {
        var user = await Server.SignUpAsync();
        var small = await user.Http.WaitForProcessingAsync((await user.Http.UploadAsync(Pictures.Png(50, 30, alpha: true))).Text("id"));
        await ShouldLoadAsync(small, "thumbnailUrl", 50, 30);
        await ShouldLoadAsync(small, "previewUrl", 50, 30);

        var animation = await user.Http.WaitForProcessingAsync((await user.Http.UploadAsync(Pictures.Gif(640, 480, frames: 3))).Text("id"));
        await ShouldLoadAsync(animation, "thumbnailUrl", 320, 240);
    }

    [Test]
    public async Task Many_pictures_at_once_are_all_made_ready()
    {
        var user = await Server.SignUpAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
            (await user.Http.UploadAsync(number % 2 == 0 ? Pictures.Jpeg(400, 300) : Pictures.WebP(400, 300))).Text("id")));
        foreach (var id in ids)
        {
            (await user.Http.WaitForProcessingAsync(id)).Text("processing").ShouldBe("ready");
        }

        ServerFiles.All(Server.DataFolder).ShouldNotContain(file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Test]
    public async Task Deleting_a_picture_while_it_is_worked_on_leaves_nothing()
    {
        var user = await Server.SignUpAsync();
        var pictures = Enumerable.Range(0, 20).Select(_ => Pictures.Jpeg(400, 300)).ToList();
        var hashes = pictures.Select(picture => Convert.ToHexStringLower(SHA256.HashData(picture))).ToList();
        var ids = await Task.WhenAll(pictures.Select(async picture =>
        {
            var id = (await user.Http.UploadAsync(picture)).Text("id");
            await (await user.Http.DeleteAsync($"/v1/images/{id}")).BodyAsync();
            return id;
        }));
        (await user.Http.StorageHeldAsync()).ShouldBe(0);

        await Poll.UntilAsync(
            () => ServerFiles.All(Server.DataFolder).All(file => !ids.Any(id => file.Contains(id, StringComparison.Ordinal)))
                && !ServerFiles.Originals(Server).Any(hashes.Contains),
            "the files of deleted pictures to go");
    }

    private async Task ShouldLoadAsync(JsonElement image, string member, int width, int height)
    {
        var response = await Server.CreateClient().GetAsync(image.PathOf(member));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("image/webp");
        response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        response.Headers.ETag.ShouldNotBeNull();
        var picture = DecodedPicture.WebP(await response.Content.ReadAsByteArrayAsync());
        (picture.Width, picture.Height, picture.HasExif, picture.HasXmp).ShouldBe((width, height, false, false));
    }
}
