using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Where public media lie, for whoever knows the internal token.</summary>
public class PublicMetaTests() : ServerFixture($"--Picora:Media:InternalToken={Token}", "--Picora:Accounts:SignUpPlan=pro")
{
    private const string Token = "a token that only programs of the operator know";

    [Test]
    public async Task Public_media_are_found_by_whoever_knows_the_token()
    {
        await Server.SignUpAsync();
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Png(20, 20, seed: 1501));
        var video = await user.Http.UploadVideoAsync(Clips.Mp4(1, "64x36"), "harbour.mp4");

        var picture = await (await GetAsync($"/v1/images/{image.Text("id")}/public-meta", Token)).BodyAsync();
        (picture.Text("mimeType"), picture.GetProperty("isPublic").GetBoolean()).ShouldBe(("image/png", true));
        ServerFiles.All(Server.DataFolder).ShouldContain(file => file.EndsWith(picture.Text("storageKey"), StringComparison.Ordinal));
        var film = await (await GetAsync($"/v1/videos/{video}/public-meta", Token)).BodyAsync();
        (film.Text("mimeType"), film.Text("filename"), film.GetProperty("sizeBytes").GetInt64() > 0, film.Text("storageKey").Length > 0).ShouldBe(("video/mp4", "harbour.mp4", true, true));

        foreach (var address in new[] { $"/v1/images/{image.Text("id")}/public-meta", $"/v1/videos/{video}/public-meta" })
        {
            (await GetAsync(address, Token + "x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await user.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await user.Http.PatchAsJsonAsync(address[..^"/public-meta".Length], new { isPublic = false })).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await GetAsync(address, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await GetAsync("/v1/images/AAAAAAAAAAA/public-meta", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await user.Http.DeleteAsync($"/v1/videos/{video}");
    }

    [Test]
    public async Task Without_a_token_in_the_settings_nobody_knows_it()
    {
        await using var server = await PicoraServer.StartAsync();
        var image = await (await server.SignUpAsync()).Http.UploadAsync(Pictures.Png(20, 20, seed: 1502));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/images/{image.Text("id")}/public-meta");
        request.Headers.Add("X-Internal-Token", "");

        (await server.CreateClient().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("X-Internal-Token", token);
        return await Server.CreateClient().SendAsync(request);
    }
}
