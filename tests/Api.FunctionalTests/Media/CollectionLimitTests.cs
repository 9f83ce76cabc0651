using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>How many collections and types of collections there may be.</summary>
internal sealed class CollectionLimitTests()
    : ServerFixture("--Picora:Accounts:SignUpPlan=pro_plus", "--Picora:Plans:pro_plus:KbCount=3", "--Picora:Collections:MaxCustomTypes=2")
{
    [Test]
    public async Task The_plan_bounds_collections_whatever_comes_at_once()
    {
        var user = await Server.SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => user.Http.PostAsJsonAsync("/v1/collections", new { name = $"c {number}" })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(3);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.Created);
        var body = await refused.BodyAsync(HttpStatusCode.Forbidden);
        (body.Text("code"), body.GetProperty("meta").GetProperty("limit").GetInt32()).ShouldBe(("COLLECTION_LIMIT_REACHED", 3));
        var id = (await user.Http.PageAsync("/v1/collections")).Ids[0];
        await (await user.Http.DeleteAsync($"/v1/collections/{id}")).DataAsync();
        await user.Http.CreateCollectionAsync("again");
    }

    [Test]
    public async Task Own_types_are_made_used_and_deleted()
    {
        var user = await Server.SignUpAsync();
        var body = new { name = "Podcast", slug = "my_podcast", allowedResourceTypes = new[] { "audio", "image" }, icon = "mic" };
        var type = await user.Http.WriteAsync("/v1/collection-types", body, HttpStatusCode.Created);
        (type.GetProperty("isBuiltin").GetBoolean(), type.Text("slug"), type.Text("ownerId")).ShouldBe((false, "my_podcast", user.Id));
        (await (await user.Http.PostAsJsonAsync("/v1/collection-types", body)).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("CONFLICT");
        var own = await user.Http.WriteAsync("/v1/collections", new { name = "Ours", collectionType = "custom", customTypeId = type.Text("id") }, HttpStatusCode.Created);
        own.GetProperty("allowedResourceTypes").EnumerateArray().Select(kind => kind.GetString()).ShouldBe(["image", "audio"]);

        (await (await user.Http.DeleteAsync($"/v1/collection-types/{type.Text("id")}")).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("CONFLICT");
        await (await user.Http.DeleteAsync($"/v1/collections/{own.Text("id")}")).DataAsync();
        (await (await user.Http.DeleteAsync($"/v1/collection-types/{type.Text("id")}")).DataAsync()).Text("id").ShouldBe(type.Text("id"));
        (await user.Http.DeleteAsync($"/v1/collection-types/{type.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.DeleteAsync("/v1/collection-types/sct_tv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Standard_types_are_there_for_everybody_and_own_ones_are_bounded()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        for (var number = 0; number < 2; number++)
        {
            await user.Http.WriteAsync("/v1/collection-types", new { name = "T", slug = $"t{number}", allowedResourceTypes = new[] { "doc" } }, HttpStatusCode.Created);
        }

        var third = await user.Http.PostAsJsonAsync("/v1/collection-types", new { name = "T", slug = "t3", allowedResourceTypes = new[] { "doc" } });

        (await third.CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("CUSTOM_TYPE_LIMIT_REACHED");
        var types = (await other.Http.ReadAsync("/v1/collection-types")).GetProperty("items").EnumerateArray().ToList();
        types.Count.ShouldBe(9);
        types.ShouldAllBe(type => type.GetProperty("isBuiltin").GetBoolean());
        types[^1].Text("slug").ShouldBe("tv_series");
    }

    [TestCase("""{"slug":"a","allowedResourceTypes":["doc"]}""")]
    [TestCase("""{"name":"a","slug":"_a","allowedResourceTypes":["doc"]}""")]
    [TestCase("""{"name":"a","slug":"a-b","allowedResourceTypes":["doc"]}""")]
    [TestCase("""{"name":"a","slug":"a"}""")]
    public async Task What_is_no_type_is_422(string body)
    {
        var user = await Server.SignUpAsync();

        var response = await user.Http.PostAsync("/v1/collection-types", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
