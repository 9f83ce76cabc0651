using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Nodes;

/// <summary>What one node knows, every node knows with the next request.</summary>
[Category(TestCategories.OneEngine)]
public class SharedStateTests
{
    [Test]
    public async Task A_session_of_one_node_holds_goes_on_and_ends_at_the_other()
    {
        var user = await SharedCluster.First.SignUpAsync("session@example.org");
        (await (await SharedCluster.Second.CreateClient(user.AccessToken).GetAsync("/v1/user/me")).DataAsync()).Text("id").ShouldBe(user.Id);

        // Two tabs with one token, at two nodes.
        var there = await PostAsync(SharedCluster.Second, "/v1/auth/refresh", user.RefreshToken);
        var here = await PostAsync(SharedCluster.First, "/v1/auth/refresh", user.RefreshToken);
        var fromThere = SharedCluster.First.CreateClient((await there.DataAsync()).Text("accessToken"));
        var fromHere = SharedCluster.Second.CreateClient((await here.DataAsync()).Text("accessToken"));
        (await fromThere.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await fromHere.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await (await PostAsync(SharedCluster.First, "/v1/auth/logout", TestUser.RefreshTokenOf(there.Headers)!)).BodyAsync();
        (await fromHere.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(SharedCluster.Second, "/v1/auth/refresh", TestUser.RefreshTokenOf(here.Headers)!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_key_that_one_node_revokes_is_nothing_to_the_other_with_the_next_request()
    {
        var user = await SharedCluster.First.SignUpAsync("keys@example.org");
        var key = await user.CreateKeyAsync();
        var there = SharedCluster.Second.CreateClient(key.Secret);
        (await there.GetAsync("/v1/auth/verify")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await (await user.Http.DeleteAsync($"/v1/api-keys/{key.Id}")).BodyAsync();

        (await there.GetAsync("/v1/auth/verify")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Whom_one_node_bans_the_other_hears_no_more()
    {
        var user = await SharedCluster.Second.SignUpAsync("banned@example.org");
        var key = await user.CreateKeyAsync();
        (await key.Http.GetAsync("/v1/auth/verify")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await (await SharedCluster.Administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { isActive = false })).DataAsync();

        (await user.Http.GetAsync("/v1/user/me")).IsSuccessStatusCode.ShouldBeFalse();
        (await key.Http.GetAsync("/v1/auth/verify")).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Test]
    public async Task An_address_that_one_node_signs_opens_at_the_other()
    {
        var user = await SharedCluster.First.SignUpAsync("signed@example.org");
        var picture = Pictures.Jpeg(40, 30);
        var id = (await user.Http.UploadAsync(picture, "a.jpg", ("isPublic", "false"))).Text("id");
        var signed = new Uri((await (await user.Http.PostAsJsonAsync($"/v1/images/{id}/sign", new { })).DataAsync()).Text("signedUrl")).PathAndQuery;

        (await SharedCluster.Second.CreateClient().GetByteArrayAsync(signed)).ShouldBe(picture);
    }

    [Test]
    public async Task Of_uploads_by_way_of_both_exactly_those_succeed_that_there_is_room_for()
    {
        const int size = 10_000;
        const int room = 7;
        var user = await SharedCluster.First.SignUpAsync("quota@example.org");
        var limit = new { quotas = new[] { new { type = "img_storage", limit = (room * size) + (size / 2) } } };
        await (await SharedCluster.Administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", limit)).DataAsync();
        var clients = SharedCluster.Cluster.ClientsOf((await user.CreateKeyAsync()).Secret);

        var answers = await Task.WhenAll(clients.SelectMany(client => Enumerable.Range(0, 12).Select(_ => client.PostImageAsync(Padded.Jpeg(size)))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(room);
        (await user.Http.StorageHeldAsync()).ShouldBe(room * size);
        (await SharedCluster.Administrator.Http.RunJobAsync("reconcile-quotas")).ShouldContain("drift 0 bytes");
    }

    [Test]
    public async Task Pictures_that_both_make_to_measure_are_equal_and_one_is_kept()
    {
        var key = await (await SharedCluster.First.SignUpAsync("variants@example.org")).CreateKeyAsync();
        var image = await key.Http.UploadAsync(Pictures.Jpeg(600, 400));
        var target = $"{image.PathOf("url")}?w=123";

        var made = await Task.WhenAll(SharedCluster.Cluster.ClientsOf(null).SelectMany(client => Enumerable.Range(0, 8).Select(_ => ReadAsync(client, target))));

        made.ShouldAllBe(bytes => bytes.SequenceEqual(made[0]));
        (await SharedCluster.Cluster.ObjectsAsync()).Count(stored => stored.Name.StartsWith($"variants/{image.Text("id")}/", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static async Task<byte[]> ReadAsync(HttpClient client, string target)
    {
        var answer = await client.GetAsync(target);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}\n{SharedCluster.First.Output}\n{SharedCluster.Second.Output}");
    }

    [Test]
    public async Task A_mail_that_both_workers_may_send_is_sent_once()
    {
        const string email = "mails@example.org";
        const int keys = 4;
        var user = await SharedCluster.First.SignUpAsync(email);
        for (var key = 0; key < keys; key++)
        {
            var found = await user.CreateKeyAsync();
            (await SharedCluster.Second.CreateClient().PostAsJsonAsync("/v1/api-keys/leaks", new { key = found.Secret })).IsSuccessStatusCode.ShouldBeTrue();
        }

        await Poll.UntilAsync(() => Told() >= keys, "the mails about keys that somebody found");
        await Poll.UntilAsync(async () => !(await JobsAsync()).Contains("\"kind\":\"mail\"", StringComparison.Ordinal), "no mail to wait");
        Told().ShouldBe(keys);

        int Told() => SharedCluster.Cluster.MailsTo(email).Count(mail => mail.Contains("of yours was found", StringComparison.Ordinal));
    }

    private static async Task<string> JobsAsync() => (await (await SharedCluster.Administrator.Http.GetAsync("/v1/admin/jobs")).DataAsync()).GetRawText();

    private static async Task<HttpResponseMessage> PostAsync(PicoraProcess node, string route, string refreshToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Headers = { { "Cookie", $"refresh_token={refreshToken}" } } };
        return await node.CreateClient().SendAsync(request);
    }
}
