using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Collections and what may be said of them (contract section 23).</summary>
internal sealed class CollectionTests() : ServerFixture("--Picora:Accounts:SignUpPlan=pro")
{
    [Test]
    public async Task A_new_collection_has_what_the_contract_shows()
    {
        var user = await Server.SignUpAsync();

        var trip = await user.Http.WriteAsync("/v1/collections", new { name = " Trip to  Italy! ", description = "Two weeks" }, HttpStatusCode.Created);

        trip.EnumerateObject().Select(member => member.Name).ShouldBe(
            [
                "id", "name", "slug", "collectionType", "allowedResourceTypes", "customTypeId", "kbType", "description", "docCount", "sizeBytes",
                "isDefault", "createdAt", "updatedAt", "deletedAt", "itemCount", "coverImageId", "coverUrl",
            ],
            ignoreOrder: true);
        (trip.Text("id").Length, trip.Text("name"), trip.Text("slug"), trip.Text("collectionType"), trip.Text("kbType"))
            .ShouldBe((21, "Trip to  Italy!", "trip-to-italy", "knowledge_base", "creator"));
        (await user.Http.ReadAsync($"/v1/collections/{trip.Text("id")}")).GetRawText().ShouldBe(trip.GetRawText());
    }

    [Test]
    public async Task Slugs_are_unique_unless_they_were_made_and_names_may_be_in_any_script()
    {
        var user = await Server.SignUpAsync();
        var first = await user.Http.CreateCollectionAsync("Trip");
        (await user.Http.CreateCollectionAsync("Trip")).Text("slug").ShouldStartWith("trip-");
        (await user.Http.CreateCollectionAsync("旅行")).Text("slug").ShouldStartWith("collection-");

        var taken = await user.Http.PostAsJsonAsync("/v1/collections", new { name = "Other", slug = "trip" });

        (await taken.CodeAsync(HttpStatusCode.Conflict)).ShouldBe("KB_SLUG_TAKEN");
        await (await user.Http.DeleteAsync($"/v1/collections/{first.Text("id")}")).DataAsync();
        await user.Http.WriteAsync("/v1/collections", new { name = "Other", slug = "trip" }, HttpStatusCode.Created);
        await (await Server.SignUpAsync()).Http.WriteAsync("/v1/collections", new { name = "Trip", slug = "trip" }, HttpStatusCode.Created);
    }

    [TestCase("""{}""")]
    [TestCase("""{"name":" "}""")]
    [TestCase("""{"name":"a\u0000b"}""")]
    [TestCase("""{"name":"a","slug":"-a"}""")]
    [TestCase("""{"name":"a","slug":"A1"}""")]
    [TestCase("""{"name":"a","slug":"a"}""")]
    [TestCase("""{"name":"a","collectionType":"shelf"}""")]
    [TestCase("""{"name":"a","collectionType":"custom"}""")]
    [TestCase("""{"name":"a","collectionType":"custom","customTypeId":"AAAAAAAAAAAAAAAAAAAAA"}""")]
    [TestCase("""{"name":"a","customTypeId":"AAAAAAAAAAAAAAAAAAAAA"}""")]
    [TestCase("""{"name":"a","kbType":"reader"}""")]
    [TestCase("""{"name":"a","allowedResourceTypes":[]}""")]
    [TestCase("""{"name":"a","allowedResourceTypes":["film"]}""")]
    public async Task What_is_no_collection_is_422(string body)
    {
        var user = await Server.SignUpAsync();

        var response = await user.Http.PostAsync("/v1/collections", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        (await response.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
    }

    [Test]
    public async Task Type_and_slug_never_change_and_what_may_come_in_only_grows()
    {
        var user = await Server.SignUpAsync();
        var album = await user.Http.CreateCollectionAsync("Album");
        var route = $"/v1/collections/{album.Text("id")}";

        (await (await user.Http.PatchAsJsonAsync(route, new { collectionType = "movie" })).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("COLLECTION_TYPE_IMMUTABLE");
        (await (await user.Http.PatchAsJsonAsync(route, new { slug = "other" })).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("COLLECTION_TYPE_IMMUTABLE");
        (await user.Http.PatchAsJsonAsync(route, new { allowedResourceTypes = new[] { "video" } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await user.Http.PatchAsJsonAsync(route, new { coverImageId = "AAAAAAAAAAA" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var changed = await (await user.Http.PatchAsJsonAsync(
            route, new { name = "Photos", collectionType = "photo_album", allowedResourceTypes = new[] { "video", "image" }, description = "All" })).DataAsync();
        (changed.Text("name"), changed.Text("slug"), changed.Text("description")).ShouldBe(("Photos", "album", "All"));
        changed.GetProperty("allowedResourceTypes").EnumerateArray().Select(type => type.GetString()).ShouldBe(["image", "video"]);
    }

    [Test]
    public async Task One_collection_is_the_default_one()
    {
        var user = await Server.SignUpAsync();
        var (one, two) = ((await user.Http.CreateCollectionAsync("One")).Text("id"), (await user.Http.CreateCollectionAsync("Two")).Text("id"));

        await (await user.Http.PatchAsJsonAsync($"/v1/collections/{one}", new { isDefault = true })).DataAsync();
        await (await user.Http.PatchAsJsonAsync($"/v1/collections/{two}", new { isDefault = true })).DataAsync();

        (await user.Http.ReadAsync($"/v1/collections/{one}")).GetProperty("isDefault").GetBoolean().ShouldBeFalse();
        (await user.Http.ReadAsync($"/v1/collections/{two}")).GetProperty("isDefault").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task Lists_are_paged_in_both_orders_and_narrowed()
    {
        var user = await Server.SignUpAsync();
        (await user.Http.GlanceAsync("/v1/collections?limit=2")).ShouldBeEmpty();
        var ids = new List<string>();
        foreach (var name in new[] { "b", "A", "旅", "c", "a" })
        {
            Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            ids.Add((await user.Http.CreateCollectionAsync(name, name == "c" ? "movie" : "photo_album")).Text("id"));
            ((await user.Http.PageAsync("/v1/collections?limit=2")).Next is null).ShouldBe(ids.Count <= 2);
        }

        (await user.Http.WalkAsync("/v1/collections?limit=2")).ShouldBe(Enumerable.Reverse(ids));
        var byName = await user.Http.WalkAsync("/v1/collections?sort=name&limit=2", "name");
        byName.Select(name => name.ToLowerInvariant()).ShouldBe(["a", "a", "b", "c", "旅"]);
        (await user.Http.PageAsync("/v1/collections?type=movie")).Ids.ShouldBe([ids[3]]);
        (await user.Http.PageAsync("/v1/collections?type=all&kbType=output")).Ids.ShouldBeEmpty();
        await (await user.Http.DeleteAsync($"/v1/collections/{ids[0]}")).DataAsync();
        (await user.Http.PageAsync("/v1/collections?limit=50")).Ids.ShouldNotContain(ids[0]);
        (await user.Http.PageAsync("/v1/collections?limit=50&includeDeleted=true")).Ids.ShouldContain(ids[0]);
        (await user.Http.GetAsync($"/v1/collections/{ids[0]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("limit=0")]
    [TestCase("sort=size")]
    [TestCase("type=shelf")]
    [TestCase("kbType=reader")]
    [TestCase("includeDeleted=perhaps")]
    [TestCase("cursor=nonsense")]
    [TestCase("sort=name&cursor=eyJpZCI6IkFBQUFBQUFBQUFBQUFBQUFBQUFBQSIsImNyZWF0ZWRBdCI6IjIwMjYtMDEtMDFUMDA6MDA6MDBaIn0%3D")]
    public async Task A_wrong_parameter_is_422(string query) =>
        (await (await Server.SignUpAsync()).Http.GetAsync($"/v1/collections?{query}")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Test]
    public async Task Somebody_elses_collection_is_as_unknown_as_none()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var id = (await user.Http.CreateCollectionAsync("Mine")).Text("id");
        var image = (await other.Http.UploadAsync(Pictures.Png(4, 4))).Text("id");

        foreach (var route in new[] { "", "/images", "/manifest?version=3", "/download" })
        {
            (await other.Http.GetAsync($"/v1/collections/{id}{route}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, route);
        }

        (await other.Http.PatchAsJsonAsync($"/v1/collections/{id}", new { name = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Http.DeleteAsync($"/v1/collections/{id}?cascade=true")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Http.PostAsJsonAsync($"/v1/collections/{id}/order", new { ids = new[] { image } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Http.PostAsJsonAsync("/v1/images/batch-move", new { ids = new[] { image }, kbId = id })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await other.Http.PostImageAsync(Pictures.Png(4, 4), "a.png", ("kbId", id))).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
        (await user.Http.CountsAsync(id)).ShouldBe((0, 0));
    }

    [Test]
    public async Task A_key_needs_the_scope_of_what_goes_with_the_collection()
    {
        var user = await Server.SignUpAsync();
        var id = (await user.Http.CreateCollectionAsync("Mine")).Text("id");
        var key = await user.CreateKeyAsync("collections:delete");

        (await (await key.Http.DeleteAsync($"/v1/collections/{id}?cascade=true")).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
        (await key.Http.DeleteAsync($"/v1/collections/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
