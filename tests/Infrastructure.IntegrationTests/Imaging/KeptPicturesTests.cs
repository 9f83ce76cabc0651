using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>What a worker keeps decoded may be seen in its speed only.</summary>
public sealed class KeptPicturesTests
{
    private static readonly Dimensions Photo = new(1600, 1200);

    private RenderingHost keeping = null!;
    private RenderingHost forgetting = null!;

    [OneTimeSetUp]
    public void Start()
    {
        keeping = new RenderingHost(new ImagingOptions { Workers = 1 });
        forgetting = new RenderingHost(new ImagingOptions { Workers = 1, DecodedMegabytes = 0 });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await keeping.DisposeAsync();
        await forgetting.DisposeAsync();
    }

    [TestCaseSource(typeof(RealFiles), nameof(RealFiles.All))]
    public async Task Every_size_comes_out_the_same(ImageFormat format, byte[] file, Dimensions size, int frames)
    {
        _ = frames;
        (await SizesAsync(keeping, file, format, size)).ShouldBe(await SizesAsync(forgetting, file, format, size));
    }

    [Test]
    public async Task Large_ones_in_every_orientation_come_out_the_same([Range(1, 8)] int orientation)
    {
        var file = Pictures.JpegOf(Corners.Stored(orientation, 1400), 1400, 1400, new PictureMetadata(Orientation: orientation));

        (await SizesAsync(keeping, file, ImageFormat.Jpeg, new(1400, 1400)))
            .ShouldBe(await SizesAsync(forgetting, file, ImageFormat.Jpeg, new(1400, 1400)));
    }

    // No object ever changes; here one does, to tell from the answer where its pixels came from.
    [TestCase(64, true)]
    [TestCase(0, false)]
    public async Task A_picture_is_decoded_once_for_sizes_of_one_scale(int megabytes, bool isKept)
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, DecodedMegabytes = megabytes });
        var key = host.Add(Pictures.Jpeg(Photo.Width, Photo.Height, seed: 1));
        var first = await RenderAsync(host, key, 400);
        await File.WriteAllBytesAsync(host.PathOf(key), Pictures.Jpeg(Photo.Width, Photo.Height, seed: 2));

        (await RenderAsync(host, key, 400)).SequenceEqual(first).ShouldBe(isKept);
        (await RenderAsync(host, key, 800)).ShouldNotBe(first, "another scale is another decode");
    }

    private static async Task<List<byte[]>> SizesAsync(RenderingHost host, byte[] file, ImageFormat format, Dimensions size)
    {
        var key = host.Add(file);
        var made = new List<byte[]>();
        foreach (var part in (int[])[2, 3, 2, 5, 9])
        {
            made.Add(await RenderAsync(host, key, Math.Max(1, size.Width / part), format, size));
        }

        return made;
    }

    private static Task<byte[]> RenderAsync(RenderingHost host, ObjectKey key, int side) =>
        RenderAsync(host, key, side, ImageFormat.Jpeg, Photo);

    private static async Task<byte[]> RenderAsync(
        RenderingHost host, ObjectKey key, int side, ImageFormat format, Dimensions size) =>
        (await host.RenderAsync(new RenderSource(key, format, 1), RenderLane.Live, CancellationToken.None, TransformPlan.Inside(size, side, 80)))
        .Value[0].Content;
}
