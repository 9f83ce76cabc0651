using FsCheck;
using FsCheck.Fluent;
using Picora.Domain.Media;

namespace Picora.Domain.UnitTests.Media;

[Parallelizable(ParallelScope.All)]
public sealed class DeliveryLayoutTests
{
    [Test]
    public void The_stored_form_reads_as_it_is_documented()
    {
        var layout = new DeliveryLayout([LayoutSegment.Stored(0, 20), LayoutSegment.Own(new byte[] { 1, 2, 3 }), LayoutSegment.Blank(7), LayoutSegment.Stored(120, 5)]);

        layout.ToString().ShouldBe("0+20;=AQID;*7;120+5");
        layout.Length.ShouldBe(35);
    }

    [Test]
    public void Any_layout_survives_being_stored()
    {
        var stored = from offset in Gen.Choose(0, int.MaxValue) from length in Gen.Choose(1, int.MaxValue) select LayoutSegment.Stored(offset, length);
        var own = from bytes in Gen.NonEmptyListOf(Gen.Choose(0, 255)) select LayoutSegment.Own(bytes.Select(value => (byte)value).ToArray());
        var blank = from length in Gen.Choose(1, LayoutSegment.MaxBlank) select LayoutSegment.Blank(length);
        var layouts = from segments in Gen.NonEmptyListOf(Gen.OneOf(stored, own, blank)) select new DeliveryLayout([.. segments]);

        Prop.ForAll(layouts.ToArbitrary(), layout => Pieces(DeliveryLayout.Parse(layout.ToString())).SequenceEqual(Pieces(layout)))
            .QuickCheckThrowOnFailure();
    }

    [TestCase("")]
    [TestCase("12")]
    [TestCase("+5")]
    [TestCase("-1+5")]
    [TestCase("*0")]
    [TestCase("*65537")]
    [TestCase("=not base64")]
    public void Anything_else_is_no_layout(string text) => Should.Throw<FormatException>(() => DeliveryLayout.Parse(text));

    private static IEnumerable<(long Offset, long Length, string Own)> Pieces(DeliveryLayout layout) =>
        layout.Segments.Select(segment => (segment.Offset, segment.Length, segment.Literal is { } own ? Convert.ToHexString(own.Span) : ""));
}
