using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>An installation whose deletions go into the trash, until the clock takes them.</summary>
internal sealed class TrashByDefaultTests() : ServerFixture("--Picora:Trash:ByDefault=true", "--Picora:Trash:RetentionDays=7")
{
    [Test]
    public async Task Old_pictures_go_for_good_and_young_ones_stay()
    {
        var administrator = await Server.SignUpAsync();
        var user = await administrator.CreateKeyAsync("images:read", "images:write", "images:delete", "usage:read");
        var (old, young) = ((await user.Http.UploadAsync(Pictures.Png(8, 8))).Text("id"), (await user.Http.UploadAsync(Pictures.Png(8, 8))).Text("id"));
        var atOnce = (await user.Http.UploadAsync(Pictures.Png(8, 8))).Text("id");
        (await user.Http.DeleteAsync($"/v1/images/{atOnce}?trash=false")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.DeleteAsync($"/v1/images/{old}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var before = await user.Http.StorageUsedAsync();
        Server.Clock.Advance(TimeSpan.FromDays(6));
        (await user.Http.DeleteAsync($"/v1/images/{young}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.PageAsync("/v1/trash")).Ids.ShouldBe([young, old]);
        Server.Clock.Advance(TimeSpan.FromDays(1.5));

        // The schedule goes by the same clock and may have come first.
        (await (await Server.SignUpAsync(administrator.Email)).Http.RunJobAsync("purge-trash")).ShouldStartWith("Removed ");

        (await user.Http.PageAsync("/v1/trash")).Ids.ShouldBe([young]);
        (await user.Http.StorageUsedAsync()).ShouldBeLessThan(before);
        ServerFiles.Originals(Server).Count.ShouldBe(1);
        (await user.Http.PostAsync($"/v1/trash/{young}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var drift = await (await Server.SignUpAsync(administrator.Email)).Http.RunJobAsync("reconcile-quotas");
        drift.ShouldContain("repaired 0, drift 0 bytes");
    }
}
