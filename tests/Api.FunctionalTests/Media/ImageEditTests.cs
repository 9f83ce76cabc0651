using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

public class ImageEditTests() : ServerFixture
{
    [Test]
    public async Task A_patch_changes_what_it_names_and_leaves_the_rest()
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Png(4, 4), "a.png", ("title", "Old"), ("tags", "[\"a\",\"b\"]"));
        var id = image.Text("id");

        var patched = await PatchAsync(user, id, """{"title":"New","unknown":1}""");
        (patched.Text("title"), patched.GetProperty("tags").GetRawText()).ShouldBe(("New", "[\"a\",\"b\"]"));
        string.CompareOrdinal(patched.Text("updatedAt"), image.Text("updatedAt")).ShouldBePositive();
        patched.Text("createdAt").ShouldBe(image.Text("createdAt"));

        (await PatchAsync(user, id, """{"tags":["b","c"," c ",""]}""")).GetProperty("tags").GetRawText().ShouldBe("[\"b\",\"c\"]");
        (await PatchAsync(user, id, """{"tags":["c","b"]}""")).GetProperty("tags").GetRawText().ShouldBe("[\"c\",\"b\"]");
        (await PatchAsync(user, id, """{"tags":[]}""")).GetProperty("tags").GetArrayLength().ShouldBe(0);
        (await PatchAsync(user, id, """{"title":""}""")).GetProperty("title").ValueKind.ShouldBe(JsonValueKind.Null);
        (await PatchAsync(user, id, """{"isPublic":false}""")).GetProperty("isPublic").GetBoolean().ShouldBeFalse();
        (await PatchAsync(user, id, """{"is_public":true}""")).GetProperty("isPublic").GetBoolean().ShouldBeTrue();

        var last = await user.Http.GetImageAsync(id);
        (await PatchAsync(user, id, "{}")).GetRawText().ShouldBe(last.GetRawText());
        (await user.Http.GetImageAsync(id)).GetRawText().ShouldBe(last.GetRawText());
    }

    [TestCase("""{"title":"$long"}""", 422)]
    [TestCase("""{"title":"a\u0000b"}""", 422)]
    [TestCase("""{"tags":[null]}""", 422)]
    [TestCase("""{"tags":["a\u0000b"]}""", 422)]
    [TestCase("""{"tags":["1","2","3","4","5","6","7","8","9","10","11"]}""", 422)]
    [TestCase("""{"isPublic":"yes"}""", 422)]
    [TestCase("""{"title":""", 400)]
    [TestCase("""{"title":"\ud800"}""", 422)]
    [TestCase("null", 400)]
    public async Task A_patch_that_is_wrong_changes_nothing(string patch, int status)
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Png(4, 4), "a.png", ("title", "Old"));

        using var content = Json(patch.Replace("$long", new string('x', 201), StringComparison.Ordinal));
        var refused = await user.Http.PatchAsync($"/v1/images/{image.Text("id")}", content);

        (await refused.CodeAsync((HttpStatusCode)status)).ShouldBe(status == 422 ? "VALIDATION_ERROR" : "BAD_REQUEST");
        var after = await user.Http.GetImageAsync(image.Text("id"));
        (after.Text("title"), after.Text("updatedAt")).ShouldBe(("Old", image.Text("updatedAt")));
    }

    [Test]
    public async Task A_deleted_picture_is_gone_at_once_and_gives_its_bytes_back()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Png(64, 64);
        var image = await user.Http.UploadAsync(picture);
        await user.Http.WaitForProcessingAsync(image.Text("id"));
        image = await user.Http.GetImageAsync(image.Text("id"));

        var body = await (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).BodyAsync();

        body.GetRawText().ShouldBe("""{"success":true,"data":null}""");
        foreach (var member in new[] { "url", "thumbnailUrl", "previewUrl" })
        {
            (await Server.CreateClient().GetAsync(image.PathOf(member))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await user.Http.GetAsync($"/v1/images/{image.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
        ServerFiles.All(Server.DataFolder).ShouldNotContain(file => file.Contains(image.Text("id"), StringComparison.Ordinal));
        ServerFiles.Originals(Server).ShouldNotContain(Convert.ToHexStringLower(SHA256.HashData(picture)));

        (await user.Http.UploadAsync(picture)).Text("id").ShouldNotBe(image.Text("id"));
    }

    [Test]
    public async Task Many_are_deleted_at_once_and_strangers_pictures_count_as_failed()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var mine = await Task.WhenAll(Enumerable.Range(0, 48).Select(async _ => (await user.Http.UploadAsync(Pictures.Png(4, 4))).Text("id")));
        var theirs = (await other.Http.UploadAsync(Pictures.Png(4, 4))).Text("id");

        (await DeleteAsync(user, mine[0])).GetRawText().ShouldBe("""{"deleted":1,"failed":0}""");
        (await DeleteAsync(user, [.. mine, theirs, "nonsense"])).GetRawText().ShouldBe("""{"deleted":47,"failed":3}""");

        (await user.Http.StorageHeldAsync()).ShouldBe(0);
        (await other.Http.GetImageAsync(theirs)).Text("id").ShouldBe(theirs);
    }

    [TestCase(0)]
    [TestCase(51)]
    public async Task A_batch_has_one_to_fifty_ids(int count)
    {
        var user = await Server.SignUpAsync();
        var response = await SendDeleteAsync(user, [.. Enumerable.Range(0, count).Select(number => $"{number:00000000000}")]);
        (await response.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
    }

    [Test]
    public async Task What_exists_is_told_to_its_owner_only()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var picture = Pictures.Png(4, 4);
        var image = await user.Http.UploadAsync(picture);
        var known = Convert.ToHexStringLower(SHA256.HashData(picture));
        var unknown = new string('0', 64);

        var data = await (await user.Http.PostAsJsonAsync("/v1/images/exists", new { hashes = new[] { known, unknown } })).DataAsync();

        data.GetProperty("missing").GetRawText().ShouldBe($"[\"{unknown}\"]");
        var found = data.GetProperty("existing").EnumerateObject().Single();
        (found.Name, found.Value.Text("id"), found.Value.Text("url")).ShouldBe((known, image.Text("id"), image.Text("url")));
        var strangers = await (await other.Http.PostAsJsonAsync("/v1/images/exists", new { hashes = new[] { known } })).DataAsync();
        strangers.GetProperty("missing").GetRawText().ShouldBe($"[\"{known}\"]");
    }

    [TestCase(0, HttpStatusCode.BadRequest)]
    [TestCase(1, HttpStatusCode.OK)]
    [TestCase(200, HttpStatusCode.OK)]
    [TestCase(201, HttpStatusCode.BadRequest)]
    public async Task One_to_two_hundred_hashes_are_looked_up(int count, HttpStatusCode expected)
    {
        var user = await Server.SignUpAsync();
        var hashes = Enumerable.Range(0, count).Select(number => $"{number:x64}").ToArray();
        (await user.Http.PostAsJsonAsync("/v1/images/exists", new { hashes })).StatusCode.ShouldBe(expected);
    }

    [TestCase("abc")]
    [TestCase("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [TestCase(null)]
    public async Task A_wrong_hash_is_400(string? hash)
    {
        var user = await Server.SignUpAsync();
        var body = await (await user.Http.PostAsJsonAsync("/v1/images/exists", new { hashes = new[] { hash } })).BodyAsync(HttpStatusCode.BadRequest);
        body.Text("error").ShouldContain("must be 64 lowercase hex characters");
    }

    [Test]
    public async Task Somebody_elses_picture_is_as_unknown_as_one_that_never_was()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var id = (await user.Http.UploadAsync(Pictures.Png(4, 4))).Text("id");
        foreach (var asked in new[] { id, "00000000000", "short" })
        {
            using var patch = Json("""{"title":"mine"}""");
            HttpResponseMessage[] answers =
            [
                await other.Http.GetAsync($"/v1/images/{asked}"),
                await other.Http.PatchAsync($"/v1/images/{asked}", patch),
                await other.Http.DeleteAsync($"/v1/images/{asked}"),
            ];
            foreach (var answer in answers)
            {
                (await answer.CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
            }
        }

        (await user.Http.GetImageAsync(id)).GetProperty("title").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task Scopes_decide_what_a_key_may_do()
    {
        var user = await Server.SignUpAsync();
        var id = (await user.Http.UploadAsync(Pictures.Png(4, 4))).Text("id");
        var writer = await user.CreateKeyAsync("images:read", "images:write");
        using var patch = Json("""{"title":"ok"}""");

        (await writer.Http.PatchAsync($"/v1/images/{id}", patch)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await writer.Http.DeleteAsync($"/v1/images/{id}")).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
        var remover = await user.CreateKeyAsync("images:delete");
        (await remover.Http.DeleteAsync($"/v1/images/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> PatchAsync(TestUser user, string id, string patch)
    {
        using var content = Json(patch);
        return await (await user.Http.PatchAsync($"/v1/images/{id}", content)).DataAsync();
    }

    private static async Task<JsonElement> DeleteAsync(TestUser user, params string[] ids) => await (await SendDeleteAsync(user, ids)).DataAsync();

    private static async Task<HttpResponseMessage> SendDeleteAsync(TestUser user, string[] ids)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1/images") { Content = JsonContent.Create(new { ids }) };
        return await user.Http.SendAsync(request);
    }
}
