using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Searching and narrowing the list of pictures.</summary>
internal sealed class ImageSearchTests() : ServerFixture
{
    private TestUser user = null!;
    private string harbour = null!;
    private string lake = null!;
    private string hidden = null!;

    [OneTimeSetUp]
    public async Task UploadAsync()
    {
        user = await Server.SignUpAsync();
        harbour = await AddAsync(Pictures.Jpeg(40, 30), "DSC_100%.jpg", ("title", "Blue HARBOUR at dawn"), ("tags", "[\"travel\",\"Ärger\"]"));
        lake = await AddAsync(Pictures.Png(4, 4), "lake.png", ("tags", "[\"blue\",\"travel\"]"));
        hidden = await AddAsync(Pictures.Png(64, 64), "secret harbour.png", ("isPublic", "false"));
        await (await Server.SignUpAsync()).Http.UploadAsync(Pictures.Png(4, 4), "harbour.png");
    }

    [Test]
    public async Task Words_are_found_in_title_name_and_tags_whatever_their_case()
    {
        await ShouldFindAsync("q=harbour", hidden, harbour);
        await ShouldFindAsync("q=BLUE", lake, harbour);
        await ShouldFindAsync("q=blue+dawn", harbour);
        await ShouldFindAsync("q=%20dawn%20%20blue%20", harbour);
        await ShouldFindAsync("q=lake.png+travel", lake);
        await ShouldFindAsync("q=%C3%A4RGER", harbour);
        await ShouldFindAsync("q=arbou", hidden, harbour);
        await ShouldFindAsync("q=lake+harbour");
        await ShouldFindAsync("q=", hidden, lake, harbour);
    }

    [Test]
    public async Task Signs_mean_themselves()
    {
        await ShouldFindAsync("q=100%25", harbour);
        await ShouldFindAsync("q=c_1", harbour);
        await ShouldFindAsync("q=k_p");
        await ShouldFindAsync("q=%25", harbour);
        await ShouldFindAsync("q=%5B");
        await ShouldFindAsync("q='");
        await ShouldFindAsync("q=%5C");
        await ShouldFindAsync("q=dawn%0Aat", harbour);
    }

    [Test]
    public async Task Formats_visibility_and_sizes_narrow_the_list()
    {
        await ShouldFindAsync("format=jpg", harbour);
        await ShouldFindAsync("format=JPEG", harbour);
        await ShouldFindAsync("format=png", hidden, lake);
        await ShouldFindAsync("format=gif");
        await ShouldFindAsync("isPublic=false", hidden);
        await ShouldFindAsync("is_public=true", lake, harbour);
        var size = (await user.Http.GetImageAsync(lake)).GetProperty("sizeBytes").GetInt64();
        await ShouldFindAsync($"min_size={size}&max_size={size}", lake);
        await ShouldFindAsync($"min_size={size + 1}", hidden, harbour);
        await ShouldFindAsync($"max_size={size - 1}");
        await ShouldFindAsync("tag=travel&q=blue&format=png&isPublic=true&start_date=2000-01-01&end_date=2999-01-01", lake);
    }

    [Test]
    public async Task A_collection_narrows_the_list_and_so_does_none()
    {
        var person = await Server.SignUpAsync();
        var (inside, outside) = ((await person.Http.UploadAsync(Pictures.Png(4, 4))).Text("id"), (await person.Http.UploadAsync(Pictures.Png(4, 4))).Text("id"));
        var album = (await person.Http.CreateCollectionAsync("Album")).Text("id");
        await person.Http.MoveAsync(album, inside);

        (await person.Http.PageAsync($"/v1/images?kbId={album}")).Ids.ShouldBe([inside]);
        (await person.Http.PageAsync("/v1/images?kbId=")).Ids.ShouldBe([outside]);
        (await person.Http.PageAsync("/v1/images?kbId=AAAAAAAAAAAAAAAAAAAAA")).Ids.ShouldBeEmpty();
        (await user.Http.PageAsync($"/v1/images?kbId={album}")).Ids.ShouldBeEmpty();
    }

    [Test]
    public async Task A_narrowed_list_is_paged_as_every_list()
    {
        var person = await Server.SignUpAsync();
        List<string> found = [];
        (await person.Http.GlanceAsync("/v1/images?q=sea&limit=2")).ShouldBeEmpty();
        foreach (var count in new[] { 1, 2, 3 })
        {
            Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            found.Insert(0, (await person.Http.UploadAsync(Pictures.Png(4, 4), "sea.png")).Text("id"));
            await person.Http.UploadAsync(Pictures.Png(4, 4), "sun.png");
            ((await person.Http.PageAsync("/v1/images?q=sea&limit=2")).Next is null).ShouldBe(count <= 2);
        }

        (await person.Http.WalkAsync("/v1/images?q=sea&limit=2")).ShouldBe(found);
    }

    [TestCase("format=exe")]
    [TestCase("isPublic=maybe")]
    [TestCase("kbId=short")]
    [TestCase("min_size=-1")]
    [TestCase("max_size=many")]
    [TestCase("q=a%00b")]
    public async Task A_filter_that_means_nothing_is_422(string query) =>
        (await (await user.Http.GetAsync($"/v1/images?{query}")).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");

    private async Task<string> AddAsync(byte[] bytes, string name, params (string Name, string Value)[] fields)
    {
        Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return (await user.Http.UploadAsync(bytes, name, fields)).Text("id");
    }

    private async Task ShouldFindAsync(string query, params string[] expected) =>
        string.Join(" ", (await user.Http.PageAsync($"/v1/images?{query}")).Ids).ShouldBe(string.Join(" ", expected), query);
}
