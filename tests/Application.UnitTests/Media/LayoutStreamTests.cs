using System.Security.Cryptography;
using Picora.Application.Media;
using Picora.Domain.Media;

namespace Picora.Application.UnitTests.Media;

[TestFixture]
internal sealed class LayoutStreamTests
{
    private static readonly byte[] Stored = RandomNumberGenerator.GetBytes(10_000);

    private static readonly DeliveryLayout Layout = new(
        [LayoutSegment.Stored(0, 100), LayoutSegment.Own(new byte[] { 1, 2, 3 }), LayoutSegment.Stored(5_000, 4_000), LayoutSegment.Stored(9_999, 1)]);

    private static readonly byte[] Delivered = [.. Stored[..100], 1, 2, 3, .. Stored[5_000..9_000], Stored[9_999]];

    [Test]
    public async Task The_pieces_come_in_order()
    {
        await using var stream = new LayoutStream(new MemoryStream(Stored), Layout);
        using var copy = new MemoryStream();

        await stream.CopyToAsync(copy);

        copy.ToArray().ShouldBe(Delivered);
        stream.Length.ShouldBe(Delivered.Length);
    }

    [Test]
    public async Task Every_start_gives_the_rest([Values(0, 1, 99, 100, 101, 102, 103, 104, 4_102, 4_103, 4_104)] int start)
    {
        await using var stream = new LayoutStream(new MemoryStream(Stored), Layout);

        stream.Seek(start, SeekOrigin.Begin);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);

        copy.ToArray().ShouldBe(Delivered[Math.Min(start, Delivered.Length)..]);
    }

    [Test]
    public async Task A_stored_file_that_is_shorter_than_its_layout_is_an_error_and_not_a_short_answer()
    {
        await using var stream = new LayoutStream(new MemoryStream(Stored[..6_000]), Layout);
        using var copy = new MemoryStream();

        await Should.ThrowAsync<EndOfStreamException>(() => stream.CopyToAsync(copy));
    }
}
