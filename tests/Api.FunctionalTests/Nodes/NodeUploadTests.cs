using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Nodes;

/// <summary>Uploads and requests that are sent again, which begin at one node and go on at another.</summary>
[Category(TestCategories.OneEngine)]
public class NodeUploadTests
{
    [Test]
    public async Task A_resumable_upload_that_one_node_began_the_other_finishes()
    {
        var (here, there) = await ClientsAsync("tus@example.org");
        var picture = Padded.Jpeg(300_000);
        var url = await here.BeginTusAsync(picture.Length);
        (await here.PatchTusAsync(url, 0, picture[..100_000])).Offset().ShouldBe(100_000);

        (await there.TusOffsetAsync(url)).ShouldBe(100_000);
        (await there.PatchTusAsync(url, 100_000, picture[100_000..250_000])).Offset().ShouldBe(250_000);
        var last = await here.PatchTusAsync(url, 250_000, picture[250_000..]);

        (await there.ServedHashAsync(last)).ShouldBe(Hash(picture));
    }

    [Test]
    public async Task What_one_node_writes_to_the_other_does_not_write_to()
    {
        var (here, there) = await ClientsAsync("writers@example.org");
        var picture = Padded.Jpeg(4 * 1024 * 1024);
        var url = await here.BeginTusAsync(picture.Length);
        var half = new HeldBytes(picture);
        var writing = here.PatchTusAsync(url, 0, half);
        await half.FirstHalfSent;
        var noted = 0;
        await Poll.UntilAsync(async () => (noted = (int)(await there.TusOffsetAsync(url))!.Value) > 0, "the first bytes to count");

        var status = HttpStatusCode.Conflict;
        await Poll.UntilAsync(
            async () =>
            {
                // More of the first half may have come to count since.
                noted = (int)(await there.TusOffsetAsync(url))!.Value;
                status = (await there.PatchTusAsync(url, noted, picture[noted..])).StatusCode;
                return status != HttpStatusCode.Conflict;
            },
            "the other node to answer at the right offset");
        status.ShouldBe(HttpStatusCode.Locked);

        half.Release();
        (await there.ServedHashAsync(await writing)).ShouldBe(Hash(picture));
    }

    [Test]
    public async Task A_file_is_announced_here_sent_there_and_taken_over_here()
    {
        var (here, there) = await ClientsAsync("presign@example.org");
        var picture = Padded.Jpeg(20_000);
        var presigned = await (await here.PostAsJsonAsync(
            "/v1/uploads/presign", new { filename = "a.jpg", contentType = "image/jpeg", bytes = picture.Length, isPublic = false })).DataAsync(HttpStatusCode.Created);
        using var put = new HttpRequestMessage(HttpMethod.Put, new Uri(presigned.Text("uploadUrl")).PathAndQuery) { Content = new ByteArrayContent(picture) };
        put.Content.Headers.ContentType = new("image/jpeg");
        await (await SharedCluster.Second.CreateClient().SendAsync(put)).DataAsync();

        var taken = await (await here.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = presigned.Text("uploadId") })).DataAsync(HttpStatusCode.Created);
        var again = await (await there.PostAsJsonAsync("/v1/uploads/finalize", new { uploadId = presigned.Text("uploadId") })).DataAsync(HttpStatusCode.Created);

        again.Text("id").ShouldBe(taken.Text("id"));
        Hash(await there.GetByteArrayAsync(taken.PathOf("url"))).ShouldBe(Hash(picture));
    }

    [Test]
    public async Task A_named_request_that_both_get_at_once_is_done_once()
    {
        var user = await SharedCluster.First.SignUpAsync("named@example.org");
        var clients = SharedCluster.Cluster.ClientsOf(user.AccessToken);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => CreateKeyAsync(clients[at % 2], "once")));

        // On the node where it is under way, a second one is told to come back.
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.Conflict);
        var late = await Task.WhenAll(clients.Select(client => CreateKeyAsync(client, "once")));
        var made = await Task.WhenAll(answers.Where(answer => answer.StatusCode == HttpStatusCode.Created).Concat(late).Select(answer => answer.DataAsync(HttpStatusCode.Created)));
        made.Select(key => key.Text("key")).Distinct().ShouldHaveSingleItem();
        (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync()).GetRawText().Split("\"named once\"").Length.ShouldBe(2);
    }

    private static async Task<(HttpClient Here, HttpClient There)> ClientsAsync(string email)
    {
        var user = await SharedCluster.First.SignUpAsync(email);
        var clients = SharedCluster.Cluster.ClientsOf(user.AccessToken);
        return (clients[0], clients[1]);
    }

    private static async Task<HttpResponseMessage> CreateKeyAsync(HttpClient client, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/api-keys") { Content = JsonContent.Create(new { name = "named once" }) };
        request.Headers.Add("Idempotency-Key", name);
        return await client.SendAsync(request);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
