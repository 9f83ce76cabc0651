using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Lists that are wrong in very many places get a short answer.</summary>
internal sealed class LongListTests() : ServerFixture
{
    private const int Many = 300_000;
    private const int ShortAnswer = 4096;

    [Test]
    public async Task A_megabyte_of_empty_hashes_is_refused_in_few_words()
    {
        var user = await Server.SignUpAsync();

        var response = await user.Http.PostAsJsonAsync("/v1/images/exists", new { hashes = Enumerable.Repeat(string.Empty, Many) });

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(ShortAnswer);
    }

    [Test]
    public async Task A_megabyte_of_missing_tags_is_refused_in_few_words()
    {
        var user = await Server.SignUpAsync();

        var response = await user.Http.PatchAsJsonAsync("/v1/images/Qw3rTy7uIo1", new { tags = Enumerable.Repeat<string?>(null, Many / 2) });

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(ShortAnswer);
    }
}
