using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

public sealed class WatermarkTests
{
    private const int Width = 400;
    private const int Height = 300;

    private RenderingHost host = null!;

    [OneTimeSetUp]
    public void Start() => host = new RenderingHost();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_text_is_written_where_it_belongs([Values] WatermarkPosition position)
    {
        var marks = Difference(await RenderAsync(Grey(), Text("Ada", position)), await RenderAsync(Grey(), null));

        marks.Count.ShouldBeGreaterThan(100, "letters of 40 pixels");
        var (left, top) = (marks.Average(mark => mark.X) < Width / 2.0, marks.Average(mark => mark.Y) < Height / 2.0);
        if (position == WatermarkPosition.Center)
        {
            marks.Average(mark => mark.X).ShouldBe(Width / 2.0, 8);
            marks.Average(mark => mark.Y).ShouldBe(Height / 2.0, 8);
            return;
        }

        left.ShouldBe(position is WatermarkPosition.TopLeft or WatermarkPosition.BottomLeft);
        top.ShouldBe(position is WatermarkPosition.TopLeft or WatermarkPosition.TopRight);
    }

    [Test]
    public async Task What_looks_like_markup_is_written_as_it_stands()
    {
        var plain = await RenderAsync(Grey(), null);
        var written = Difference(await RenderAsync(Grey(), Text("<b>A</b> & <span size='99999'>", WatermarkPosition.Center)), plain);
        var bare = Difference(await RenderAsync(Grey(), Text("A & ", WatermarkPosition.Center)), plain);

        written.Count.ShouldBeGreaterThan(bare.Count * 2, "the signs themselves are written");
        (await RenderAsync(Grey(), Text("</span></markup>&nope;<", WatermarkPosition.Center))).ShouldNotBeNull();
    }

    [Test]
    public async Task Opacity_counts()
    {
        var plain = await RenderAsync(Grey(), null);
        Difference(await RenderAsync(Grey(), Text("Ada", WatermarkPosition.Center) with { Opacity = 0 }), plain).ShouldBeEmpty();
        var faint = await RenderAsync(Grey(), Text("Ada", WatermarkPosition.Center) with { Opacity = 0.2 });
        var strong = await RenderAsync(Grey(), Text("Ada", WatermarkPosition.Center) with { Opacity = 1 });

        faint.Pixels.Max().ShouldBeInRange((byte)140, (byte)170);
        strong.Pixels.Max().ShouldBeGreaterThan((byte)245);
    }

    [TestCase(30, 20)]
    [TestCase(5, 300)]
    [TestCase(1, 1)]
    public async Task It_fits_whatever_the_result_is(int width, int height)
    {
        var image = await RenderAsync(Pictures.PlainJpeg(width, height, (128, 128, 128)), Text(new string('W', 200), WatermarkPosition.BottomRight), width, height);

        (image.Width, image.Height, image.Bands).ShouldBe((width, height, 3));
    }

    [Test]
    public async Task A_picture_is_laid_over_with_its_transparency_and_at_most_a_third_of_the_sides()
    {
        var logo = host.Add(Pictures.Png(900, 900, alpha: true));
        var plain = await RenderAsync(Grey(), null);
        var marks = Difference(
            await RenderAsync(Grey(), new Watermark(WatermarkPosition.TopLeft, 1, null, 24, new WatermarkImage(ImageId.New(), ImageFormat.Png, logo))), plain);

        marks.ShouldNotBeEmpty();
        marks.Max(mark => mark.X).ShouldBeLessThan((Width / 3) + 20);
        marks.Max(mark => mark.Y).ShouldBeLessThan((Height / 3) + 20);
    }

    [Test]
    public async Task Every_frame_is_marked()
    {
        var plan = Plan(Text("Ada", WatermarkPosition.Center), 120, 90) with { IsAnimated = true };
        var marked = (await host.RenderAsync(Pictures.Gif(120, 90, frames: 3), ImageFormat.Gif, plan)).Value[0];

        marked.Size.ShouldBe(new Dimensions(120, 90));
    }

    [Test]
    public async Task A_picture_that_is_gone_fails()
    {
        var gone = new WatermarkImage(ImageId.New(), ImageFormat.Png, Domain.Uploads.Contracts.ObjectKey.NewOriginal());
        var plan = Plan(new Watermark(WatermarkPosition.TopLeft, 1, null, 24, gone), Width, Height);

        (await host.RenderAsync(Grey(), ImageFormat.Jpeg, plan)).Error!.Code.ShouldBe("IMAGE_UNREADABLE");
    }

    [Test]
    public async Task No_fonts_are_needed_from_the_machine()
    {
        // The worker's own font, and nothing of the environment that says where fonts lie.
        await using var bare = new RenderingHost(new ImagingOptions { Workers = 1 });

        (await bare.RenderAsync(Grey(), ImageFormat.Jpeg, Plan(Text("Ωж é", WatermarkPosition.Center), Width, Height))).IsSuccess.ShouldBeTrue();
    }

    private static byte[] Grey() => Pictures.PlainJpeg(Width, Height, (128, 128, 128));

    private static Watermark Text(string text, WatermarkPosition position) => new(position, 0.8, text, 40, null);

    private static TransformPlan Plan(Watermark? watermark, int width, int height) => new(
        Placement.Of(new Dimensions(width, height), width, height, Fit.Inside), Focus.Centre, ImageFormat.WebP, 90, 2, IsAnimated: false, watermark);

    private static List<(int X, int Y)> Difference(DecodedPicture marked, DecodedPicture plain) =>
    [
        .. from y in Enumerable.Range(0, plain.Height)
           from x in Enumerable.Range(0, plain.Width)
           where Math.Abs(marked.At(x, y)[1] - plain.At(x, y)[1]) > 25
           select (x, y),
    ];

    private async Task<DecodedPicture> RenderAsync(byte[] file, Watermark? watermark, int width = Width, int height = Height) =>
        DecodedPicture.WebP((await host.RenderAsync(file, ImageFormat.Jpeg, Plan(watermark, width, height))).Value[0].Content);
}
