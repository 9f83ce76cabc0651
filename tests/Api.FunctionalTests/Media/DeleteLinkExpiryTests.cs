using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Delete links end. On a server of its own, as it moves the clock.</summary>
internal sealed class DeleteLinkExpiryTests() : ServerFixture("--Picora:Links:DeleteLinkDays=2")
{
    [Test]
    public async Task An_old_link_does_not_delete()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync("images:read", "images:write");
        var image = await key.Http.UploadAsync(Pictures.Png(8, 8));
        var link = new Uri(image.GetProperty("links").Text("delete")).PathAndQuery;
        Server.Clock.Advance(TimeSpan.FromDays(1));
        (await Server.CreateClient().GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);

        Server.Clock.Advance(TimeSpan.FromDays(1.1));

        (await Server.CreateClient().DeleteAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await key.Http.GetAsync($"/v1/images/{image.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
