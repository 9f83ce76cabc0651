using System.Net;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

/// <summary>However a file is cut into pieces, and whatever goes wrong between them, the same object comes out.</summary>
[Category(TestCategories.OneEngine)]
public class TusChunkingTests() : ServerFixture("--Picora:Plans:trial:ImgStorageBytes=1000000000")
{
    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => user = await Server.SignUpAsync();

    private enum Mishap
    {
        None,
        WrongOffset,
        WrongChecksum,
        RightChecksum,
        TooLong,
        BrokenOff,
        Empty,
    }

    /// <summary>A file of this size, sent in these pieces: so many thousandths of it each, in one of several ways.</summary>
    private sealed record Case(int Size, IReadOnlyList<(int Share, Mishap Mishap)> Steps);

    private static readonly Gen<(int, Mishap)> Steps =
        from share in Gen.Choose(0, 400) from mishap in Gen.Elements(Enum.GetValues<Mishap>()) select (share, mishap);

    private static readonly Gen<Case> Cases =
        from size in Gen.Choose(5_000, 400_000) from count in Gen.Choose(0, 8) from steps in Steps.ListOf(count) select new Case(size, [.. steps]);

    [Test]
    public async Task Any_pieces_give_the_same_object()
    {
        foreach (var (size, steps) in Cases.Sample(30))
        {
            var picture = Padded.Jpeg(size);
            var url = await user.Http.BeginTusAsync(picture.Length);
            long offset = 0;
            foreach (var (share, mishap) in steps)
            {
                // The last byte is left to the end of the test.
                var length = (int)Math.Min(picture.Length - 1 - offset, (long)picture.Length * share / 1000);
                offset = await TakeAsync(url, picture, offset, length, mishap);
            }

            var last = await user.Http.PatchTusAsync(url, offset, picture[(int)offset..]);
            last.StatusCode.ShouldBe(HttpStatusCode.NoContent, $"{size} bytes by {string.Join(' ', steps)}");
            (await user.Http.ServedHashAsync(last)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(picture)));
            await user.Http.DeleteAsync($"/v1/images/{last.One("X-Picora-Resource-Id")}");
            (await user.Http.StorageHeldAsync()).ShouldBe(0);
        }
    }

    private async Task<long> TakeAsync(string url, byte[] picture, long offset, int length, Mishap mishap)
    {
        var piece = picture.AsSpan((int)offset, length).ToArray();
        var (status, moves) = mishap switch
        {
            Mishap.WrongOffset => ((await user.Http.PatchTusAsync(url, offset + 1, piece)).StatusCode, 0),
            Mishap.WrongChecksum => ((await user.Http.PatchTusAsync(url, offset, piece, Checksum([.. piece, 1]))).StatusCode, 0),
            Mishap.RightChecksum => ((await user.Http.PatchTusAsync(url, offset, piece, Checksum(piece))).StatusCode, length),
            Mishap.TooLong => ((await user.Http.PatchTusAsync(url, offset, new byte[picture.Length - offset + 1])).StatusCode, 0),
            Mishap.Empty => ((await user.Http.PatchTusAsync(url, offset, [])).StatusCode, 0),
            Mishap.BrokenOff => (await BreakOffAsync(url, piece, offset), -1),
            _ => ((await user.Http.PatchTusAsync(url, offset, piece)).StatusCode, length),
        };
        ((int)status).ShouldBeOneOf(204, 409, 413, 460);
        var now = await user.Http.TusOffsetAsync(url);
        now.ShouldNotBeNull();
        if (moves >= 0)
        {
            now.Value.ShouldBe(offset + moves, $"{mishap} of {length} bytes");
        }

        // What has arrived is a beginning of the piece, and it is for the rest of the file to show that it is the right one.
        now.Value.ShouldBeInRange(offset, offset + length);
        return now.Value;
    }

    private async Task<HttpStatusCode> BreakOffAsync(string url, byte[] piece, long offset)
    {
        await using (var connection = await RawConnection.OpenAsync(Server.Url))
        {
            await connection.SendAsync(
                $"PATCH {url} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {user.AccessToken}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\n"
                + $"Content-Type: {TusRequests.BytesType}\r\nContent-Length: {piece.Length + 1}\r\nExpect: 100-continue\r\n\r\n");
            // The server has begun to read.
            (await connection.ReadStatusAsync()).ShouldBe(100);
            await connection.SendAsync(piece);
        }

        // Until the server has noticed that the rest does not come, the upload is locked.
        await Poll.UntilAsync(
            async () => await user.Http.TusOffsetAsync(url) is { } now
                && (await user.Http.PatchTusAsync(url, now, [])).StatusCode == HttpStatusCode.NoContent,
            "the broken request to end");
        return HttpStatusCode.NoContent;
    }

    private static (string, string) Checksum(byte[] bytes) => ("Upload-Checksum", $"sha256 {Convert.ToBase64String(SHA256.HashData(bytes))}");
}
