using Picora.Application.Abstractions;

namespace Picora.Application.UnitTests.Abstractions;

[TestFixture]
internal sealed class PageCursorTests
{
    [Test]
    public void A_cursor_reads_back_as_it_was()
    {
        var cursor = new PageCursor("Qw3rTy7uIo1", new DateTimeOffset(2026, 1, 5, 9, 0, 0, 123, TimeSpan.Zero));

        PageCursor.Parse(cursor.ToString()).ShouldBe(cursor);
    }

    [TestCase("not base64!")]
    [TestCase("e30=")]
    [TestCase("bnVsbA==")]
    [TestCase("W10=")]
    [TestCase("eyJpZCI6MX0=")]
    [TestCase("/////w==")]
    public void Anything_else_is_no_cursor(string text) => PageCursor.Parse(text).ShouldBeNull();

    [Test]
    public void A_cursor_of_a_megabyte_is_not_even_decoded() => PageCursor.Parse(new string('A', 1_000_000)).ShouldBeNull();
}
