using System.Net;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Quotas;

/// <summary>Room for so many equal pictures and not a byte more.</summary>
public class QuotaTests() : ServerFixture($"--Picora:Plans:trial:ImgStorageBytes={Limit}")
{
    private const int Size = 20_000;
    private const int Room = 37;
    private const int Limit = Size * Room;

    [TestCase(0)]
    [TestCase(Size / 2)]
    public async Task Of_two_hundred_uploads_at_once_exactly_as_many_succeed_as_there_is_room_for(int taken)
    {
        // The second case leaves room for thirty-six and a half.
        var user = await Server.SignUpAsync();
        var room = (Limit - taken) / Size;
        if (taken > 0)
        {
            await user.Http.UploadAsync(Picture(taken));
        }

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => user.Http.PostImageAsync(Picture(Size))));

        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(room);
        foreach (var refused in responses.Where(response => response.StatusCode != HttpStatusCode.Created))
        {
            var body = await refused.BodyAsync(HttpStatusCode.Forbidden);
            (body.Text("code"), body.Text("error")).ShouldBe(("QUOTA_EXCEEDED", "Quota exceeded: img_storage"));
            var meta = body.GetProperty("meta");
            meta.EnumerateObject().Select(member => member.Name).ShouldBe(["type", "used", "limit"], ignoreOrder: true);
            (meta.Text("type"), meta.GetProperty("limit").GetInt64()).ShouldBe(("img_storage", Limit));
            meta.GetProperty("used").GetInt64().ShouldBeInRange(0, Limit);
        }

        var usage = await user.Http.UsageAsync();
        usage.GetProperty("images").GetProperty("storageUsed").GetInt64().ShouldBe((room * Size) + taken);
        usage.GetProperty("images").GetProperty("totalCount").GetInt64().ShouldBe(room + (taken > 0 ? 1 : 0));
        (await user.Http.StorageHeldAsync()).ShouldBe((room * Size) + taken);
        (await SumOfLibraryAsync(user)).ShouldBe((room * Size) + taken);
    }

    [Test]
    public async Task A_picture_that_just_fits_is_taken_also_with_a_field_behind_it()
    {
        var user = await Server.SignUpAsync();
        await user.Http.UploadAsync(Picture(Limit - Size));

        await user.Http.UploadAsync(Picture(Size), "last.jpg", ("title", new string('t', 200)), ("tags", "[\"behind\"]"));

        (await user.Http.StorageUsedAsync()).ShouldBe(Limit);
    }

    [Test]
    public async Task One_byte_too_many_is_refused_and_deleting_makes_room()
    {
        var user = await Server.SignUpAsync();
        var small = Picture(Size);
        await user.Http.UploadAsync(small);
        var first = Picture(Limit - (2 * Size) + 1);
        var image = await user.Http.UploadAsync(first);

        var refused = await user.Http.PostImageAsync(Picture(Size));
        (await refused.CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("QUOTA_EXCEEDED");
        (await user.Http.StorageHeldAsync()).ShouldBe(Size + first.Length);
        (await user.Http.PostImageAsync(small)).Headers.Contains("X-Picora-Duplicate").ShouldBeTrue();

        await (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).BodyAsync();
        (await user.Http.StorageHeldAsync()).ShouldBe(Size);
        await user.Http.UploadAsync(Picture(Size));
        (await user.Http.StorageUsedAsync()).ShouldBe(2 * Size);
    }

    [Test]
    public async Task A_file_that_can_never_fit_is_refused_before_it_is_read()
    {
        var user = await Server.SignUpAsync();
        var picture = Picture(Limit + 1_000_000);
        var refused = await user.Http.PostImageAsync(picture);

        (await refused.CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("QUOTA_EXCEEDED");
        (await user.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task Uploads_and_deletions_at_once_leave_a_true_account()
    {
        var user = await Server.SignUpAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var random = new Random(worker);
            var mine = new Queue<string>();
            for (var i = 0; i < 12; i++)
            {
                var response = await user.Http.PostImageAsync(Picture(Size + random.Next(5_000)));
                if (response.IsSuccessStatusCode)
                {
                    mine.Enqueue((await response.DataAsync(HttpStatusCode.Created)).Text("id"));
                }

                if (mine.Count > 0 && random.Next(3) == 0)
                {
                    await (await user.Http.DeleteAsync($"/v1/images/{mine.Dequeue()}")).BodyAsync();
                }
            }
        }));

        var sum = await SumOfLibraryAsync(user);
        sum.ShouldBeLessThanOrEqualTo(Limit);
        (await user.Http.StorageUsedAsync(), await user.Http.StorageHeldAsync()).ShouldBe((sum, sum));
    }

    private static async Task<long> SumOfLibraryAsync(TestUser user)
    {
        var (sum, cursor) = (0L, string.Empty);
        do
        {
            var page = await (await user.Http.GetAsync($"/v1/images?limit=50&cursor={Uri.EscapeDataString(cursor)}")).DataAsync();
            sum += page.GetProperty("items").EnumerateArray().Sum(item => item.GetProperty("sizeBytes").GetInt64());
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return sum;
    }

    // A small picture with a tail of its own.
    private static byte[] Picture(int size)
    {
        var picture = Padded.Jpeg(size);
        picture.Length.ShouldBe(size);
        return picture;
    }
}
