using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

public sealed class RenderingTests
{
    private RenderingHost host = null!;

    [OneTimeSetUp]
    public void Start() => host = new RenderingHost();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_photograph_becomes_a_thumbnail_and_a_preview()
    {
        var images = (await host.RenderAsync(Pictures.PhotoJpeg(seed: 1), ImageFormat.Jpeg)).Value;

        images.Select(image => image.Size).ShouldBe([new Dimensions(240, 320), new Dimensions(960, 1280)]);
        foreach (var image in images)
        {
            var decoded = DecodedPicture.WebP(image.Content);
            (new Dimensions(decoded.Width, decoded.Height), decoded.HasExif, decoded.HasXmp, decoded.HasProfile).ShouldBe((image.Size, false, false, false));
        }
    }

    [TestCaseSource(typeof(RealFiles), nameof(RealFiles.All))]
    public async Task Every_format_is_rendered_at_the_inspected_size(ImageFormat format, byte[] file, Dimensions size, int frames)
    {
        _ = frames;
        var images = (await host.RenderAsync(file, format)).Value;

        images.ShouldAllBe(image => image.Size == size, "small pictures are not enlarged");
        DecodedPicture.WebP(images[0].Content).HasExif.ShouldBeFalse();
    }

    [Test]
    public async Task All_eight_orientations_come_out_upright([Range(1, 8)] int orientation, [Values] bool large)
    {
        // Red above green on the left, blue above white on the right, stored the way the orientation says.
        var side = large ? 1400 : 200;
        var file = Pictures.JpegOf(Corners.Stored(orientation, side), side, side, new PictureMetadata(Orientation: orientation));

        var thumbnail = await host.ThumbnailAsync(file, ImageFormat.Jpeg);

        Corners.Read(thumbnail).ShouldBe("RBGW");
    }

    [TestCase(ImageFormat.Png)]
    [TestCase(ImageFormat.WebP)]
    public async Task Other_formats_follow_their_exif_orientation_too(ImageFormat format)
    {
        var turned = new PictureMetadata(Orientation: 6);
        var thumbnail = await host.ThumbnailAsync(format == ImageFormat.Png ? Pictures.Png(60, 40, turned) : Pictures.WebP(60, 40, turned), format);

        (thumbnail.Width, thumbnail.Height).ShouldBe((40, 60));
    }

    [Test]
    public async Task Wide_gamut_colours_are_converted()
    {
        var file = Pictures.PlainJpeg(400, 400, (189, 44, 44), new PictureMetadata(ColourProfile: ColourProfiles.WideGamut()));

        var pixel = (await host.ThumbnailAsync(file, ImageFormat.Jpeg)).At(100, 100);

        ((int)pixel[0]).ShouldBeInRange(216, 222);
        ((int)pixel[1]).ShouldBeInRange(36, 42);
        ((int)pixel[2]).ShouldBeInRange(36, 42);
    }

    [Test]
    public async Task Transparency_is_kept()
    {
        (await host.ThumbnailAsync(Pictures.Png(400, 300, alpha: true), ImageFormat.Png)).Bands.ShouldBe(4);
        (await host.ThumbnailAsync(Pictures.WebP(400, 300, alpha: true), ImageFormat.WebP)).Bands.ShouldBe(4);
    }

    [TestCase(16, 16)]
    [TestCase(2000, 3)]
    [TestCase(1, 2000)]
    [TestCase(2561, 2559)]
    public async Task Odd_sizes_fit_their_boxes(int width, int height)
    {
        var images = (await host.RenderAsync(Pictures.Jpeg(width, height), ImageFormat.Jpeg)).Value;

        images[0].ShouldSatisfyAllConditions(
            image => Math.Max(image.Size.Width, image.Size.Height).ShouldBe(Math.Min(320, Math.Max(width, height))),
            image => Math.Min(image.Size.Width, image.Size.Height).ShouldBeGreaterThan(0));
    }

    [Test]
    public async Task Quality_and_effort_count()
    {
        var file = Pictures.Jpeg(1000, 800, seed: 1);
        var plan = TransformPlan.Inside(new Dimensions(1000, 800), 800, 80);
        var sizes = new List<int>();
        foreach (var (quality, effort) in new[] { (80, 2), (30, 2), (80, 6) })
        {
            sizes.Add((await host.RenderAsync(file, ImageFormat.Jpeg, plan with { Quality = quality, Effort = effort })).Value[0].Content.Length);
        }

        sizes[1].ShouldBeLessThan(sizes[0] * 2 / 3);
        sizes[2].ShouldBeLessThan(sizes[0]);
    }

    [TestCaseSource(typeof(RealFiles), nameof(RealFiles.All))]
    public async Task Half_a_picture_is_unreadable(ImageFormat format, byte[] file, Dimensions size, int frames)
    {
        _ = size;
        Assume.That(frames == 1, "the first frame of an animation may be whole in its first half");
        (await host.RenderAsync(file[..(file.Length / 2)], format)).Error!.Code.ShouldBe("IMAGE_UNREADABLE");
    }

    [Test]
    public async Task Another_format_than_the_inspected_one_is_unreadable()
    {
        (await host.RenderAsync(Pictures.Png(), ImageFormat.Jpeg)).Error!.Code.ShouldBe("IMAGE_UNREADABLE");
        (await host.RenderAsync("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray(), ImageFormat.Png)).Error!.Code.ShouldBe("IMAGE_UNREADABLE");
    }

    [Test]
    public async Task Bytes_of_a_remote_store_go_through_the_pipe()
    {
        await using var remote = new RenderingHost(local: false);
        var file = Pictures.PhotoJpeg(seed: 3);

        var there = (await remote.RenderAsync(file, ImageFormat.Jpeg)).Value;
        var here = (await host.RenderAsync(file, ImageFormat.Jpeg)).Value;

        there[1].Content.ShouldBe(here[1].Content);
        (await remote.RenderAsync(file[..1000], ImageFormat.Jpeg)).Error!.Code.ShouldBe("IMAGE_UNREADABLE");
    }
}
