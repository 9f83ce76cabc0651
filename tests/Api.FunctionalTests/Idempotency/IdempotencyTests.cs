using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Idempotency;

public class IdempotencyTests() : ServerFixture(
    "--Picora:Plans:trial:ApiKeyCount=200",
    "--Picora:RateLimits:MutationPerMinute=100000", "--Picora:RateLimits:UploadPerMinute=100000", "--Picora:RateLimits:PerHour=1000000")
{
    private const int Clients = 64;
    [Test]
    public async Task A_request_sent_again_gets_the_first_answer_and_does_nothing()
    {
        var user = await Server.SignUpAsync();

        var first = await CreateKeyAsync(user.Http, "once", "laptop");
        var second = await CreateKeyAsync(user.Http, "once", "laptop");

        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await second.BodyAsync(HttpStatusCode.Created)).GetRawText().ShouldBe((await first.BodyAsync(HttpStatusCode.Created)).GetRawText());
        (await CountKeysAsync(user)).ShouldBe(1);
    }

    [Test]
    public async Task Quotation_marks_do_not_belong_to_the_name()
    {
        var user = await Server.SignUpAsync();

        await CreateKeyAsync(user.Http, "\"quoted\"", "laptop");
        var second = await CreateKeyAsync(user.Http, "quoted", "laptop");

        second.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
    }

    [Test]
    public async Task Another_body_or_operation_under_the_same_name_is_refused()
    {
        var user = await Server.SignUpAsync();
        var key = await (await CreateKeyAsync(user.Http, "reused", "laptop")).DataAsync(HttpStatusCode.Created);

        var otherBody = await CreateKeyAsync(user.Http, "reused", "telephone");
        var otherOperation = await PostAsync(user.Http, $"/v1/api-keys/{key.Text("id")}/rotate", "reused", JsonContent.Create(new { name = "laptop" }));

        (await otherBody.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("IDEMPOTENCY_KEY_REUSED");
        (await otherOperation.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("IDEMPOTENCY_KEY_REUSED");
        (await CountKeysAsync(user)).ShouldBe(1);
    }

    [Test]
    public async Task Names_belong_to_who_gave_them()
    {
        var (one, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());

        await CreateKeyAsync(one.Http, "shared", "laptop");
        var others = await CreateKeyAsync(other.Http, "shared", "laptop");

        others.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        (await CountKeysAsync(other)).ShouldBe(1);
    }

    [Test]
    public async Task A_person_who_signs_in_again_still_gets_the_answer()
    {
        var before = await Server.SignUpAsync();
        await CreateKeyAsync(before.Http, "across", "laptop");
        var after = await Server.SignUpAsync(before.Email);

        (await CreateKeyAsync(after.Http, "across", "laptop")).Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
    }

    [Test]
    public async Task A_failure_is_not_kept()
    {
        var user = await Server.SignUpAsync();

        (await CreateKeyAsync(user.Http, "failed", string.Empty)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await CreateKeyAsync(user.Http, "failed", "laptop")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task Whoever_may_not_ask_any_more_gets_no_kept_answer()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("images:write");
        var hashes = JsonContent.Create(new { hashes = new[] { new string('a', 64) } });
        (await PostAsync(key.Http, "/v1/images/exists", "gone", hashes)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await user.Http.DeleteAsync($"/v1/api-keys/{key.Id}");

        (await PostAsync(key.Http, "/v1/images/exists", "gone", hashes)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestCase("")]
    [TestCase("two words")]
    [TestCase("\"\"")]
    public async Task What_is_no_name_is_refused(string name)
    {
        var user = await Server.SignUpAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/api-keys") { Content = JsonContent.Create(new { name = "x" }) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", name);

        (await (await user.Http.SendAsync(request)).CodeAsync(HttpStatusCode.BadRequest)).ShouldBe("IDEMPOTENCY_KEY_INVALID");
    }

    [Test]
    public async Task Where_no_name_is_read_none_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/auth/login") { Content = JsonContent.Create(new { email = "a@example.org", password = "x" }) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "two words");

        (await Server.CreateClient().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_name_of_255_characters_is_one_and_of_256_is_none()
    {
        var user = await Server.SignUpAsync();

        (await CreateKeyAsync(user.Http, new string('n', 255), "x")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await CreateKeyAsync(user.Http, new string('n', 256), "x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task Of_many_at_once_one_is_carried_out()
    {
        var user = await Server.SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => InsistAsync(() => CreateKeyAsync(user.Http, "crowd", "laptop"))));

        var bodies = await Task.WhenAll(answers.Select(async answer => (await answer.BodyAsync(HttpStatusCode.Created)).GetRawText()));
        bodies.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        answers.Count(answer => !answer.Headers.Contains("Idempotency-Replayed")).ShouldBe(1);
        (await CountKeysAsync(user)).ShouldBe(1);
    }

    [Test]
    public async Task An_upload_is_named_by_its_content_not_by_its_bytes_on_the_wire()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync("images:read", "images:write", "images:delete", "usage:read");
        var picture = Pictures.Jpeg();

        var first = await UploadAsync(key.Http, "upload", picture, "cat");
        var again = await UploadAsync(key.Http, "upload", picture, "cat");
        var otherTitle = await UploadAsync(key.Http, "upload", picture, "dog");
        var otherFile = await UploadAsync(key.Http, "upload", Pictures.Jpeg(), "cat");

        var id = (await first.DataAsync(HttpStatusCode.Created)).Text("id");
        (await again.DataAsync(HttpStatusCode.Created)).Text("id").ShouldBe(id);
        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        again.Headers.Contains("X-Picora-Duplicate").ShouldBeFalse("the first answer had no such header");
        (await otherTitle.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("IDEMPOTENCY_KEY_REUSED");
        (await otherFile.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("IDEMPOTENCY_KEY_REUSED");
        (await key.Http.StorageHeldAsync()).ShouldBe(picture.Length);

        // Deleted meanwhile: the name still stands for what was done.
        await key.Http.DeleteAsync($"/v1/images/{id}");
        (await (await UploadAsync(key.Http, "upload", picture, "cat")).DataAsync(HttpStatusCode.Created)).Text("id").ShouldBe(id);
        (await key.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task Of_many_uploads_at_once_one_is_carried_out()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync("images:read", "images:write", "usage:read");
        var picture = Pictures.Jpeg(64, 64);

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => InsistAsync(() => UploadAsync(key.Http, "crowd", picture, "cat"))));

        var ids = await Task.WhenAll(answers.Select(async answer => (await answer.DataAsync(HttpStatusCode.Created)).Text("id")));
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        answers.Count(answer => !answer.Headers.Contains("Idempotency-Replayed")).ShouldBe(1);
        (await key.Http.StorageHeldAsync()).ShouldBe(picture.Length);
    }

    [Test]
    public async Task Other_methods_do_not_read_the_name()
    {
        var user = await Server.SignUpAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/api-keys");
        request.Headers.Add("Idempotency-Key", "get");

        (await user.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // The answer while the first one is under way says when to come back; a test need not wait that long.
    private static async Task<HttpResponseMessage> InsistAsync(Func<Task<HttpResponseMessage>> send)
    {
        HttpResponseMessage answer = null!;
        await Poll.UntilAsync(
            async () =>
            {
                answer = await send();
                if (answer.StatusCode != HttpStatusCode.Conflict)
                {
                    return true;
                }

                (await answer.CodeAsync(HttpStatusCode.Conflict)).ShouldBe("IDEMPOTENCY_IN_PROGRESS");
                answer.Headers.RetryAfter!.Delta.ShouldNotBeNull();
                return false;
            },
            "an answer");
        return answer;
    }

    private static Task<HttpResponseMessage> CreateKeyAsync(HttpClient client, string name, string keyName) =>
        PostAsync(client, "/v1/api-keys", name, JsonContent.Create(new { name = keyName }));

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, string name, byte[] picture, string title)
    {
        var form = new MultipartFormDataContent { { new StringContent(title), "title" }, { new ByteArrayContent(picture), "file", "a.jpg" } };
        return PostAsync(client, "/v1/images", name, form);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string route, string name, HttpContent content)
    {
        await content.LoadIntoBufferAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new ReusableContent(content) };
        request.Headers.Add("Idempotency-Key", name);
        return await client.SendAsync(request);
    }

    private static async Task<int> CountKeysAsync(TestUser user) => (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync()).GetArrayLength();

    /// <summary>A request disposes of its content; this one is sent more than once.</summary>
    private sealed class ReusableContent : HttpContent
    {
        private readonly HttpContent inner;

        public ReusableContent(HttpContent inner)
        {
            this.inner = inner;
            foreach (var (name, values) in inner.Headers)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => inner.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = inner.Headers.ContentLength ?? 0;
            return inner.Headers.ContentLength is not null;
        }
    }
}
