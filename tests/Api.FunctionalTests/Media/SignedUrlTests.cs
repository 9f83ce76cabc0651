using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Case 35: a signed address opens what was signed, until it expires, and nothing else.</summary>
public class SignedUrlTests() : ServerFixture
{
    private TestUser administrator = null!;
    private TestUser owner = null!;
    private JsonElement image;

    private HttpClient Anyone => Server.CreateClient();

    [OneTimeSetUp]
    public async Task UploadAsync()
    {
        administrator = await Server.SignUpAsync();
        owner = await Server.SignUpAsync();
        image = await owner.Http.UploadAsync(Pictures.Jpeg(40, 30, new PictureMetadata(Orientation: 6, Gps: true)), "a.jpg", ("isPublic", "false"));
        image = await owner.Http.WaitForProcessingAsync(image.Text("id"));
    }

    [Test]
    public async Task A_signed_address_opens_a_private_picture_without_its_metadata()
    {
        var answer = await (await owner.Http.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", new { })).DataAsync();
        var expires = DateTimeOffset.FromUnixTimeSeconds(answer.GetProperty("exp").GetInt64());
        answer.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(expires);
        (expires - Server.Clock.GetUtcNow()).TotalSeconds.ShouldBe(3600, 30);

        var response = await Anyone.GetAsync(PathAndQuery(answer));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        bytes.Length.ShouldBeLessThan((await owner.Http.GetByteArrayAsync(image.PathOf("url"))).Length);
        (await Anyone.SendAsync(new HttpRequestMessage(HttpMethod.Head, PathAndQuery(answer)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var known = new HttpRequestMessage(HttpMethod.Get, PathAndQuery(answer));
        known.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        (await Anyone.SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Test]
    public async Task The_body_may_be_missing_and_a_key_may_sign()
    {
        (await owner.Http.PostAsync($"/v1/images/{image.Text("id")}/sign", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var key = await owner.CreateKeyAsync("images:write");
        (await key.Http.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", new { expSeconds = 86400 })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(86401)]
    public async Task Seconds_out_of_range_are_refused(int seconds) =>
        (await (await owner.Http.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", new { expSeconds = seconds })).CodeAsync(HttpStatusCode.UnprocessableEntity))
            .ShouldBe("VALIDATION_ERROR");

    [TestCase("w=1&sig=2")]
    [TestCase("download=1")]
    [TestCase("exp=9")]
    [TestCase("w")]
    [TestCase("w=1#2")]
    [TestCase("w=%31")]
    [TestCase("")]
    public async Task Only_plain_parameters_are_signed(string transform) =>
        (await owner.Http.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", new { transform })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Test]
    public async Task Only_the_owner_signs()
    {
        var stranger = await Server.SignUpAsync();
        (await stranger.Http.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Anyone.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", new { })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Each_file_has_a_signature_of_its_own()
    {
        var original = await SignAsync(new { });
        var thumbnail = await SignAsync(new { rendition = "thumbnail" });
        (await Anyone.GetAsync(thumbnail)).Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");

        foreach (var swapped in new[] { $"{thumbnail.Split('?')[0]}?{original.Split('?')[1]}", $"{original.Split('?')[0]}?{thumbnail.Split('?')[1]}" })
        {
            (await (await Anyone.GetAsync(swapped)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN");
        }
    }

    [Test]
    public async Task It_expires_to_the_second()
    {
        var address = await SignAsync(new { expSeconds = 600 });
        (await Anyone.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Server.Clock.Advance(TimeSpan.FromSeconds(601));
        var late = await Anyone.GetAsync(address);
        late.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        late.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Test]
    public async Task Any_change_to_the_address_closes_it()
    {
        var address = await SignAsync(new { transform = "w=10" });
        (await Anyone.GetAsync(address)).StatusCode.ShouldNotBe(HttpStatusCode.Forbidden);
        var (path, query) = (address.Split('?')[0], address.Split('?')[1]);
        var parameters = query.Split('&').ToDictionary(part => part.Split('=')[0], part => part.Split('=')[1], StringComparer.Ordinal);
        var (exp, sig, id) = (parameters["exp"], parameters["sig"], image.Text("id"));
        var later = (long.Parse(exp, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        string[] wrong =
        [
            $"{path}?w=10&exp={later}&sig={sig}", $"{path}?w=10&exp=0{exp}&sig={sig}", $"{path}?w=10&exp=%2B{exp}&sig={sig}", $"{path}?w=10&exp={exp}%20&sig={sig}",
            $"{path}?w=10&exp=&sig={sig}", $"{path}?w=10&sig={sig}", $"{path}?w=10&exp={exp}", $"{path}?w=10&exp={exp}&exp={exp}&sig={sig}",
            $"{path}?w=10&exp={exp}&sig={sig}&sig={sig}", $"{path}?w=10&exp={exp}&sig={sig}=", $"{path}?w=10&exp={exp}&sig={sig}.", $"{path}?w=10&exp={exp}&sig=",
            $"{path}?w=10&exp={exp}&sig={sig[..^1]}", $"{path}?w=10&exp={exp}&sig={sig.ToUpperInvariant()}", $"{path}?w=10&exp={exp}&sig={sig.Split('.')[1]}",
            $"{path}?w=10&exp={exp}&sig=AAAAAAAAAAA.{sig.Split('.')[1]}", $"{path}?w=10&exp={exp}&sig=../secret.{sig.Split('.')[1]}",
            $"{path}?w=10&exp={exp}&sig=%{(int)sig[0]:X2}{sig[1..]}", $"{path}?w=11&exp={exp}&sig={sig}", $"{path}?exp={exp}&sig={sig}",
            $"{path}?w=10&h=10&exp={exp}&sig={sig}", $"{path}?w=%31%30&exp={exp}&sig={sig}", $"{path}?W=10&exp={exp}&sig={sig}",
            $"{path.Replace(id, "AAAAAAAAAAA", StringComparison.Ordinal)}?{query}", $"{path.Replace(".jpg", ".JPG", StringComparison.Ordinal)}?{query}",
            $"{path.Replace(".jpg", "%2Ejpg", StringComparison.Ordinal)}?{query}", $"{path.Replace(id, $"%{(int)id[0]:X2}{id[1..]}", StringComparison.Ordinal)}?{query}",
            $"{path.Replace(".jpg", ".png", StringComparison.Ordinal)}?{query}", $"{path.Replace(id + ".jpg", id + "/preview.webp", StringComparison.Ordinal)}?{query}",
        ];
        foreach (var (changed, client) in wrong.SelectMany(changed => new[] { (changed, Anyone), (changed, owner.Http) }))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Literal(changed));
            (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, changed);
        }

        (await Anyone.PostAsync(address, null)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await Anyone.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Test]
    public async Task Any_other_letter_anywhere_in_the_signature_closes_it()
    {
        var address = await SignAsync(new { });
        var start = address.IndexOf("exp=", StringComparison.Ordinal);
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.".ToCharArray();
        var changes = from place in Gen.Choose(start + 4, address.Length - 1) from letter in Gen.Elements(letters) select (place, letter);
        Prop.ForAll(changes.ToArbitrary(), change =>
            {
                var changed = address[..change.place] + change.letter + address[(change.place + 1)..];
                using var response = Anyone.Send(new HttpRequestMessage(HttpMethod.Get, changed));
                return response.StatusCode == (string.Equals(changed, address, StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
            })
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public async Task The_order_of_parameters_does_not_count_and_download_may_be_added()
    {
        var address = await SignAsync(new { });
        var (path, parts) = (address.Split('?')[0], address.Split('?')[1].Split('&'));
        (await Anyone.GetAsync($"{path}?{parts[1]}&{parts[0]}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var saved = await Anyone.GetAsync($"{address}&download");
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        saved.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Test]
    public async Task A_deleted_or_blocked_picture_stays_closed()
    {
        var doomed = await owner.Http.UploadAsync(Pictures.Jpeg(41, 30), "b.jpg", ("isPublic", "false"));
        var address = PathAndQuery(await (await owner.Http.PostAsJsonAsync($"/v1/images/{doomed.Text("id")}/sign", new { })).DataAsync());
        await administrator.Http.PostAsync($"/v1/admin/media/{doomed.Text("id")}/block", null);
        (await (await Anyone.GetAsync(address)).CodeAsync(HttpStatusCode.UnavailableForLegalReasons)).ShouldBe("CONTENT_BLOCKED");
        (await (await owner.Http.GetAsync(doomed.PathOf("url"))).CodeAsync(HttpStatusCode.UnavailableForLegalReasons)).ShouldBe("CONTENT_BLOCKED");
        await administrator.Http.DeleteAsync($"/v1/admin/media/{doomed.Text("id")}/block");
        (await Anyone.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await owner.Http.DeleteAsync($"/v1/images/{doomed.Text("id")}");
        (await Anyone.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string PathAndQuery(JsonElement signed) => new Uri(signed.Text("signedUrl")).PathAndQuery;

    // As it stands: Uri would tidy the address up.
    private Uri Literal(string pathAndQuery) => new(Server.Url + pathAndQuery, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private async Task<string> SignAsync(object body) =>
        PathAndQuery(await (await owner.Http.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", body)).DataAsync());
}
