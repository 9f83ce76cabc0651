using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Watermarks on what addresses ask for.</summary>
public class WatermarkTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus")
{
    [Test]
    public async Task A_template_is_laid_over_and_what_was_made_outlives_it()
    {
        var user = await Server.SignUpAsync();
        var photo = (await user.Http.UploadAsync(Pictures.PlainJpeg(400, 300, (128, 128, 128)))).PathOf("url");
        var template = await CreateAsync(user, new { name = "Corner", type = "text", text = "<i>Ada</i>", opacity = 1, fontSize = 40 });
        var plain = await PictureAsync($"{photo}?w=300");

        var marked = await PictureAsync($"{photo}?w=300&wm={template}");
        (marked.Width, marked.Height, marked.Bands).ShouldBe((300, 225, 3));
        marked.Pixels.ShouldNotBe(plain.Pixels);

        (await user.Http.PatchAsJsonAsync($"/v1/watermark-templates/{template}", new { position = "top-left" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PictureAsync($"{photo}?w=300&wm={template}")).Pixels.ShouldNotBe(marked.Pixels, "a changed template is another watermark");

        await (await user.Http.DeleteAsync($"/v1/watermark-templates/{template}")).BodyAsync();
        (await Server.CreateClient().GetAsync($"{photo}?w=300&wm={template}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await Server.CreateClient().GetAsync($"{photo}?w=200&wm={template}")).CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("INVALID_IMAGE_PARAMS");
    }

    [Test]
    public async Task A_picture_of_ones_own_is_laid_over()
    {
        var user = await Server.SignUpAsync();
        var photo = (await user.Http.UploadAsync(Pictures.PlainJpeg(400, 300, (128, 128, 128)))).PathOf("url");
        var logo = await user.Http.UploadAsync(Pictures.Png(50, 50, alpha: true), "logo.png", ("isPublic", "false"));
        var template = await CreateAsync(user, new { name = "Logo", type = "image", imageUrl = logo.Text("url"), opacity = 1 });

        var marked = await PictureAsync($"{photo}?wm={template}");

        marked.Pixels.ShouldNotBe((await PictureAsync($"{photo}?q=86")).Pixels);
        (marked.Width, marked.Height).ShouldBe((400, 300));
    }

    [Test]
    public async Task Only_the_owner_s_templates_count_and_only_while_the_plan_lasts()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var photo = (await user.Http.UploadAsync(Pictures.Jpeg(100, 80))).PathOf("url");
        var foreign = await CreateAsync(stranger, new { name = "Theirs", type = "text", text = "x" });
        var own = await CreateAsync(user, new { name = "Mine", type = "text", text = "x" });
        (await Server.CreateClient().GetAsync($"{photo}?wm={own}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Server.ExecuteSqlAsync($"UPDATE \"users\" SET \"Plan\" = 'pro' WHERE \"Id\" = '{user.Id}'");

        (await (await Server.CreateClient().GetAsync($"{photo}?wm={foreign}")).CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("INVALID_IMAGE_PARAMS");
        (await Server.CreateClient().GetAsync($"{photo}?wm={own}")).StatusCode.ShouldBe(HttpStatusCode.OK, "it was made before");
        (await (await Server.CreateClient().GetAsync($"{photo}?w=50&wm={own}")).CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("INVALID_IMAGE_PARAMS");
    }

    private static async Task<string> CreateAsync(TestUser user, object body) =>
        (await (await user.Http.PostAsJsonAsync("/v1/watermark-templates", body)).DataAsync(HttpStatusCode.Created)).Text("id");

    private async Task<DecodedPicture> PictureAsync(string route)
    {
        var response = await Server.CreateClient().GetAsync(route);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return DecodedPicture.Jpeg(await response.Content.ReadAsByteArrayAsync());
    }
}
