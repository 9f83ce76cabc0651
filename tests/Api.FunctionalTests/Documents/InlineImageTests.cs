using System.Net;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Documents;

/// <summary>Pictures that lie in a text become pictures of the library; every other letter stays.</summary>
public class InlineImageTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus", "--Picora:Plans:pro_plus:DocImages=301", "--Picora:Plans:pro:DocImages=2")
{
    private static readonly byte[] PngBytes = Pictures.Png(3, 2);
    private static readonly string Png = Uri(PngBytes, "image/png");
    private static readonly byte[] JpegBytes = Pictures.Jpeg(5, 4);
    private static readonly string Jpeg = Uri(JpegBytes, "image/jpeg");

    [Test]
    public async Task Only_addresses_of_pictures_change()
    {
        var user = await Server.SignUpAsync();
        var text = Corpus.Text(Png, Jpeg);

        var created = await user.Http.AddDocAsync(text);

        created.GetProperty("failures").GetArrayLength().ShouldBe(0, created.ToString());
        created.GetProperty("rewrittenCount").GetInt32().ShouldBe(Corpus.Pictures);
        var raw = await user.Http.RawTextAsync(created.Text("id"));
        var (png, jpeg) = await AddressesAsync(user);
        raw.ShouldBe(Corpus.Text(Png, Jpeg, png, jpeg));
        created.GetProperty("sizeBytes").GetInt32().ShouldBe(Encoding.UTF8.GetByteCount(raw));
        created.Text("coverUrl").ShouldBe(png);
        (await user.Http.RawTextAsync(created.Text("id"), "?original=true")).ShouldBe(text);
        (await Server.CreateClient().GetAsync($"/v1/docs/{created.Text("id")}/raw?original=true")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Server.CreateClient().GetAsync(new Uri(png).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.StorageUsedAsync()).ShouldBe(PngBytes.Length + JpegBytes.Length);
        (await (await user.Http.PostDocAsync(text)).DataAsync()).GetProperty("duplicate").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task Without_rewriting_nothing_changes()
    {
        var user = await Server.SignUpAsync();
        var text = Corpus.Text(Png, Jpeg);

        var created = await user.Http.AddDocAsync(text, "note.md", new { rewriteImages = false });

        created.GetProperty("rewrittenCount").GetInt32().ShouldBe(0);
        (await user.Http.RawTextAsync(created.Text("id"))).ShouldBe(text);
        (await user.Http.StorageUsedAsync()).ShouldBe(0);
        var typst = await user.Http.AddDocAsync(text + "!", "paper.typ");
        (await user.Http.RawTextAsync(typst.Text("id"))).ShouldBe(text + "!");
    }

    [Test]
    public async Task A_picture_that_fails_stays_and_is_told()
    {
        var user = await Server.SignUpAsync();
        var broken = Uri("no picture"u8.ToArray(), "image/png");
        var text = $"one ![a]({broken})\n\ntwo ![b]({Png})\n![c](data:image/bmp;base64,AAAA) ![d](data:image/png;base64,%%%) ![e](file:///home/e.png) ![f](pics/f.png)";

        var created = await user.Http.AddDocAsync(text);

        created.GetProperty("rewrittenCount").GetInt32().ShouldBe(1);
        created.GetProperty("failedCount").GetInt32().ShouldBe(3);
        var failures = created.GetProperty("failures").EnumerateArray().ToList();
        failures.Select(failure => (failure.GetProperty("index").GetInt32(), failure.GetProperty("line").GetInt32(), failure.Text("code")))
            .ShouldBe([(0, 1, "VALIDATION_ERROR"), (2, 4, "VALIDATION_ERROR"), (3, 4, "VALIDATION_ERROR")]);
        created.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!.Contains("line 4", StringComparison.Ordinal)).ShouldBe([true, true]);
        var (png, _) = await AddressesAsync(user);
        (await user.Http.RawTextAsync(created.Text("id"))).ShouldBe(text.Replace(Png, png, StringComparison.Ordinal));
    }

    [Test]
    public async Task Three_hundred_pictures_come_in_and_one_more_than_the_plan_allows_does_not()
    {
        var user = await Server.SignUpAsync();
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => $"{i}. ![p{i}]({Uri(Pictures.Png(1 + (i % 20), 1 + (i / 20)), "image/png")})\r\n"));

        var created = await user.Http.AddDocAsync(text);

        created.GetProperty("rewrittenCount").GetInt32().ShouldBe(300, created.ToString());
        created.GetProperty("imageCount").GetInt32().ShouldBe(300);
        var raw = await user.Http.RawTextAsync(created.Text("id"));
        raw.Split("\r\n").Length.ShouldBe(301);
        raw.ShouldNotContain("data:");
        var refused = await (await user.Http.PostDocAsync(text + text)).BodyAsync(HttpStatusCode.UnprocessableEntity);
        refused.GetProperty("meta").GetProperty("maxImages").GetInt32().ShouldBe(301);
    }

    [Test]
    public async Task A_full_library_leaves_the_text_as_it_was()
    {
        await using var small = await PicoraServer.StartAsync("--Picora:Accounts:SignUpPlan=trial", "--Picora:Plans:trial:ImgStorageBytes=10", "--Picora:Plans:trial:DocCount=1");
        var poor = await small.SignUpAsync();

        var created = await poor.Http.AddDocAsync($"![a]({Png})");

        created.GetProperty("failures")[0].Text("code").ShouldBe("QUOTA_EXCEEDED");
        (await poor.Http.RawTextAsync(created.Text("id"))).ShouldBe($"![a]({Png})");
        (await (await poor.Http.PostDocAsync($"more ![a]({Png})")).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("QUOTA_EXCEEDED");
    }

    [Test]
    public async Task A_text_that_is_too_tangled_is_stored_as_it_is()
    {
        var user = await Server.SignUpAsync();
        foreach (var text in new[] { string.Concat(Enumerable.Repeat("[a](", 100_000)) + $"![a]({Png})", new string('>', 3000) + $"![a]({Png})" })
        {
            var created = await user.Http.AddDocAsync(text, "tangle.md");

            created.Text("title").ShouldBe("tangle");
            created.GetProperty("warnings").GetArrayLength().ShouldBe(1);
            (await user.Http.RawTextAsync(created.Text("id"))).ShouldBe(text);
        }
    }

    [Test]
    public async Task Pictures_are_as_public_as_their_text_and_those_that_were_there_stay_as_they_were()
    {
        var user = await Server.SignUpAsync();
        var own = await user.Http.UploadAsync(JpegBytes, "own.jpg", ("isPublic", "false"), ("title", "Mine"), ("tags", "[\"kept\"]"));
        await (await user.Http.DeleteAsync($"/v1/images/{own.Text("id")}?trash=true")).BodyAsync();

        await user.Http.AddDocAsync($"![a]({Png})", "private.md", new { isPublic = false });
        await user.Http.AddDocAsync($"![a]({Jpeg}) ![b]({Png})", "public.md", new { isPublic = true });

        var (png, jpeg) = await AddressesAsync(user);
        (await Server.CreateClient().GetAsync(new Uri(png).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Server.CreateClient().GetAsync(new Uri(jpeg).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var back = await user.Http.ReadAsync($"/v1/images/{own.Text("id")}");
        (back.Text("title"), back.GetProperty("isPublic").GetBoolean(), back.GetProperty("tags")[0].GetString()).ShouldBe(("Mine", false, "kept"));
    }

    [Test]
    public async Task A_key_that_may_not_add_pictures_adds_none_by_a_text()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("docs:write");

        var created = await key.Http.AddDocAsync($"![a]({Png}) ![b](https://example.org/b.png)");

        var failure = created.GetProperty("failures").EnumerateArray().ShouldHaveSingleItem();
        (failure.GetProperty("index").GetInt32(), failure.GetProperty("line").GetInt32(), failure.Text("code"), created.GetProperty("rewrittenCount").GetInt32())
            .ShouldBe((0, 1, "INSUFFICIENT_SCOPE", 0));
        (await user.Http.StorageUsedAsync()).ShouldBe(0);
        (await user.Http.RawTextAsync(created.Text("id"))).ShouldContain(Png);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_cover_that_no_database_takes_is_none(bool asEntity)
    {
        var user = await Server.SignUpAsync();

        var created = await user.Http.AddDocAsync($"---\ntitle: \"a\0b\"\ntags: [\"x\0\", y]\n---\n<img src=\"https://example.org/{(asEntity ? "&#1;" : "\0")}\">");

        created.GetProperty("coverUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        (created.Text("title"), created.GetProperty("tags").EnumerateArray().Single().GetString()).ShouldBe(("a b", "y"));
    }

    private static string Uri(byte[] bytes, string type) => $"data:{type};base64,{Convert.ToBase64String(bytes)}";

    private static async Task<(string Png, string Jpeg)> AddressesAsync(TestUser user)
    {
        var images = (await user.Http.ReadAsync("/v1/images")).GetProperty("items").EnumerateArray().ToList();
        return (UrlOf("image/png"), UrlOf("image/jpeg"));

        string UrlOf(string type) => images.Find(image => image.Text("mimeType") == type) is { ValueKind: JsonValueKind.Object } image ? image.Text("url") : string.Empty;
    }
}
