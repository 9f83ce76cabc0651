using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Databases;

/// <summary>Many who write at once: none is told that the database is busy, and all of what they wrote is there. build/bench writers has them do it for a minute.</summary>
[TestFixture]
public sealed class WriterTests() : ServerFixture("--Picora:Plans:trial:KbCount=1000", "--Picora:Imaging:Workers=0")
{
    private const int Writers = 32;
    private const int Rounds = 4;

    [Test]
    public async Task Thirty_two_writers_are_all_served()
    {
        var person = await Server.SignUpAsync();
        var client = (await person.CreateKeyAsync("read_write_delete")).Http;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(client, writer)));

        // Each writer kept one of two pictures per round, with its new title, and one collection.
        var titles = await client.WalkAsync("/v1/images?limit=50", "title");
        titles.Order(StringComparer.Ordinal).ShouldBe(Names("title").Order(StringComparer.Ordinal));
        var collections = await client.WalkAsync("/v1/collections?limit=50", "name");
        collections.Order(StringComparer.Ordinal).ShouldBe(Names("collection").Order(StringComparer.Ordinal));
        (await client.UsageAsync()).GetProperty("images").GetProperty("totalCount").GetInt64().ShouldBe(Writers * Rounds);
    }

    private static IEnumerable<string> Names(string kind) =>
        Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, Rounds).Select(round => $"{kind} {writer}-{round}"));

    private static async Task WriteAsync(HttpClient client, int writer)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var seed = ((writer * Rounds) + round) * 2;
            var kept = await client.UploadAsync(Pictures.Png(8, 8, seed: seed));
            var dropped = await client.UploadAsync(Pictures.Png(8, 8, seed: seed + 1));
            await (await client.PatchAsJsonAsync($"/v1/images/{kept.Text("id")}", new { title = $"title {writer}-{round}" })).DataAsync();
            await (await client.DeleteAsync($"/v1/images/{dropped.Text("id")}")).BodyAsync();
            await client.WriteAsync("/v1/collections", new { name = $"collection {writer}-{round}" }, HttpStatusCode.Created);
        }
    }
}
