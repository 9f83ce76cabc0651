using FsCheck;
using FsCheck.Fluent;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Domain.UnitTests.Media.Transforms;

[Parallelizable(ParallelScope.All)]
public sealed class PlacementTests
{
    private static readonly Gen<int> Sides = Gen.OneOf(Gen.Choose(1, 10), Gen.Choose(1, 5000), Gen.Choose(1, 20_000));
    private static readonly Gen<Dimensions> Sources = from width in Sides from height in Sides select new Dimensions(width, height);
    private static readonly Gen<int> BoxSides = Gen.OneOf(Gen.Choose(1, 10), Gen.Choose(1, Placement.MaxSide));
    private static readonly Gen<Focus> Foci = from x in Gen.Choose(0, Focus.Scale) from y in Gen.Choose(0, Focus.Scale) select new Focus(x, y);

    private static readonly Gen<Case> Cases =
        from source in Sources
        from width in BoxSides
        from height in BoxSides
        from fit in Gen.Elements(Enum.GetValues<Fit>())
        from focus in Foci
        select new Case(source, width, height, fit, focus);

    [TestCase(4000, 3000, 800, 600, Fit.Inside, "800x600 800x600")]
    [TestCase(4000, 3000, 800, 800, Fit.Inside, "800x600 800x600")]
    [TestCase(400, 300, 800, 800, Fit.Inside, "400x300 400x300")]
    [TestCase(4000, 3000, 800, 800, Fit.Outside, "1067x800 1067x800")]
    [TestCase(400, 300, 800, 800, Fit.Outside, "1067x800 1067x800")]
    [TestCase(400, 10, 4096, 4096, Fit.Outside, "4096x102 4096x102")]
    [TestCase(4000, 3000, 800, 800, Fit.Cover, "1067x800 800x800")]
    [TestCase(40, 30, 80, 80, Fit.Cover, "107x80 80x80")]
    [TestCase(4000, 3000, 800, 800, Fit.Contain, "800x600 800x800")]
    [TestCase(40, 30, 80, 80, Fit.Contain, "80x60 80x80")]
    [TestCase(4000, 3000, 800, 800, Fit.Fill, "800x800 800x800")]
    [TestCase(4000, 3000, 800, null, Fit.Inside, "800x600 800x600")]
    [TestCase(4000, 3000, null, 600, Fit.Inside, "800x600 800x600")]
    [TestCase(400, 300, 800, null, Fit.Inside, "400x300 400x300")]
    [TestCase(20_000, 3, 100, null, Fit.Inside, "100x1 100x1")]
    [TestCase(4000, 3000, null, null, Fit.Inside, "4000x3000 4000x3000")]
    public void A_box_and_a_fit_make_a_size(int width, int height, int? w, int? h, Fit fit, string expected)
    {
        var (resized, canvas) = Placement.Of(new Dimensions(width, height), w, h, fit);

        $"{resized.Width}x{resized.Height} {canvas.Width}x{canvas.Height}".ShouldBe(expected);
    }

    [Test]
    public void The_result_keeps_to_its_box() => Check(test =>
    {
        var canvas = test.Placement.Canvas;
        return test.Fit switch
        {
            Fit.Inside => canvas.Width <= test.Width && canvas.Height <= test.Height && canvas.Width <= test.Source.Width && canvas.Height <= test.Source.Height,
            Fit.Outside => (canvas.Width >= test.Width && canvas.Height >= test.Height) || Math.Max(canvas.Width, canvas.Height) <= Math.Max(Placement.MaxSide, Math.Max(test.Source.Width, test.Source.Height)),
            _ => canvas == new Dimensions(test.Width, test.Height),
        };
    });

    [Test]
    public void Nothing_is_empty_and_cover_leaves_nothing_bare() => Check(test =>
    {
        var (resized, canvas) = test.Placement;
        return resized.Width > 0 && resized.Height > 0 && canvas.Width > 0 && canvas.Height > 0
            && (test.Fit != Fit.Cover || (resized.Width >= canvas.Width && resized.Height >= canvas.Height && !test.Placement.IsPadded))
            && (test.Fit != Fit.Contain || (resized.Width <= canvas.Width && resized.Height <= canvas.Height && !test.Placement.IsCut));
    });

    [Test]
    public void The_aspect_is_kept_to_the_pixel() => Check(test =>
    {
        var resized = test.Placement.Resized;
        // The other side is the exact one, rounded; nothing is thinner than a pixel, and ribbons beyond what codecs bear are squeezed.
        var isRibbon = Math.Max(resized.Width, resized.Height) >= 65_500;
        var fromWidth = (double)resized.Width / test.Source.Width * test.Source.Height;
        var fromHeight = (double)resized.Height / test.Source.Height * test.Source.Width;
        return test.Fit == Fit.Fill || isRibbon
            || Math.Abs(Math.Max(fromWidth, 1) - resized.Height) <= 1 || Math.Abs(Math.Max(fromHeight, 1) - resized.Width) <= 1;
    });

    [Test]
    public void What_stays_lies_within_the_picture() => Check(test =>
    {
        var placement = test.Placement;
        var (left, top) = placement.Offset(test.Focus);
        return placement.IsCut
            ? left >= 0 && top >= 0 && left + placement.Canvas.Width <= placement.Resized.Width && top + placement.Canvas.Height <= placement.Resized.Height
            : left <= 0 && top <= 0 && placement.Resized.Width - left <= placement.Canvas.Width && placement.Resized.Height - top <= placement.Canvas.Height;
    });

    [Test]
    public void A_focus_moves_what_stays_towards_it()
    {
        var placement = Placement.Of(new Dimensions(1000, 100), 100, 100, Fit.Cover);

        placement.Offset(Focus.Centre).ShouldBe((450, 0));
        placement.Offset(Focus.ParseGravity("west")!.Value).ShouldBe((0, 0));
        placement.Offset(Focus.ParseGravity("east")!.Value).ShouldBe((900, 0));
        placement.Offset(Focus.ParsePoint("0.25,0.9")!.Value).ShouldBe((200, 0));
    }

    private static void Check(Func<Case, bool> property) => Prop.ForAll(Cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private sealed record Case(Dimensions Source, int Width, int Height, Fit Fit, Focus Focus)
    {
        public Placement Placement { get; } = Placement.Of(Source, Width, Height, Fit);
    }
}
