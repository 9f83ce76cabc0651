using System.Text;
using Picora.Domain.Media;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

[Parallelizable(ParallelScope.All)]
public sealed class PublicCopyTests
{
    private static readonly PictureMetadata Personal = new(Orientation: 6, Gps: true, Xmp: true);

    [TestCaseSource(typeof(RealFiles), nameof(RealFiles.DeliveredBytes))]
    public async Task The_public_copy_is_a_whole_picture_of_the_same_size(byte[] file)
    {
        var original = (await Inspection.OfAsync(file)).Value;
        var copy = (await Inspection.OfAsync(await Inspection.PublicCopyAsync(file))).Value;

        (copy.Format, copy.Size, copy.Frames).ShouldBe((original.Format, original.Size, original.Frames));
    }

    [TestCaseSource(typeof(RealFiles), nameof(RealFiles.DeliveredBytes))]
    public async Task No_personal_word_is_left_in_the_public_copy(byte[] file)
    {
        var text = Encoding.Latin1.GetString(await Inspection.PublicCopyAsync(file));

        text.ShouldNotContain(PictureMetadata.Camera);
        text.ShouldNotContain(PictureMetadata.Person);
        text.ShouldNotContain("SN-4711");
    }

    [Test]
    public void The_test_pictures_do_carry_personal_words()
    {
        foreach (var file in new[] { Pictures.Jpeg(48, 32, Personal), Pictures.Png(24, 16, Personal), Pictures.WebP(48, 32, Personal), Pictures.Avif(64, 48, Personal) })
        {
            Encoding.Latin1.GetString(file).ShouldContain(PictureMetadata.Camera);
        }

        DecodedPicture.Png(Pictures.Png(24, 16, Personal)).HasXmp.ShouldBeTrue();
        Encoding.Latin1.GetString(Pictures.Avif(64, 48, Personal)).ShouldContain(PictureMetadata.Person);
    }

    [Test]
    public async Task A_file_without_metadata_goes_out_byte_for_byte()
    {
        foreach (var file in new[] { Pictures.Jpeg(48, 32), Pictures.Png(24, 16), Pictures.WebP(48, 32), Pictures.Gif(24, 16, frames: 2), Pictures.Avif(64, 48) })
        {
            (await Inspection.OfAsync(file)).Value.PublicLayout.ShouldBeNull();
        }
    }

    [Test]
    public async Task No_xmp_is_left_even_where_it_is_compressed() =>
        DecodedPicture.Png(await Inspection.PublicCopyAsync(Pictures.Png(24, 16, Personal))).HasXmp.ShouldBeFalse();

    [Test]
    public async Task Pixels_colours_and_orientation_are_untouched()
    {
        var described = Personal with { ColourProfile = ColourProfiles.WideGamut() };
        var jpeg = Pictures.Jpeg(48, 32, described);
        var png = Pictures.Png(24, 16, described);
        var webp = Pictures.WebP(48, 32, described);
        var avif = Pictures.Avif(64, 48, described);

        Same(DecodedPicture.Jpeg(jpeg), DecodedPicture.Jpeg(await Inspection.PublicCopyAsync(jpeg)));
        Same(DecodedPicture.Png(png), DecodedPicture.Png(await Inspection.PublicCopyAsync(png)));
        Same(DecodedPicture.WebP(webp), DecodedPicture.WebP(await Inspection.PublicCopyAsync(webp)));
        Same(DecodedPicture.Avif(avif), DecodedPicture.Avif(await Inspection.PublicCopyAsync(avif)));

        static void Same(DecodedPicture original, DecodedPicture copy)
        {
            copy.Pixels.ShouldBe(original.Pixels);
            copy.HasProfile.ShouldBe(original.HasProfile);
        }
    }

    [Test]
    public async Task What_follows_a_picture_with_metadata_stays_behind_with_it()
    {
        var file = Pictures.Jpeg(48, 32);
        byte[] vendor = [0xFF, 0xED, 0, 8, .. "secret"u8];

        (await Inspection.PublicCopyAsync([.. file[..2], .. vendor, .. file[2..], .. "a film, a second picture"u8])).ShouldBe(file);
    }

    [Test]
    public async Task A_file_without_metadata_goes_out_byte_for_byte_whatever_follows_it()
    {
        foreach (var picture in new[] { Pictures.Jpeg(48, 32), Pictures.Png(24, 16), Pictures.WebP(48, 32), Pictures.Gif(24, 16) })
        {
            byte[] file = [.. picture, .. "<script>alert(1)</script>"u8];

            (await Inspection.PublicCopyAsync(file)).ShouldBe(file);
        }
    }

    [Test]
    public async Task Embedded_pictures_and_vendor_segments_of_a_jpeg_stay_behind()
    {
        var file = Pictures.Jpeg(48, 32);
        byte[] vendor = [0xFF, 0xED, 0, 8, .. "secret"u8];
        byte[] index = [0xFF, 0xE2, 0, 12, .. "MPF\0secret"u8];
        byte[] thumbnail = [0xFF, 0xE0, 0, 13, .. "JFXX\0secret"u8];
        byte[] comment = [0xFF, 0xFE, 0, 8, .. "public"u8];

        (await Inspection.PublicCopyAsync([.. file[..2], .. vendor, .. index, .. thumbnail, .. comment, .. file[2..]]))
            .ShouldBe([.. file[..2], .. comment, .. file[2..]]);
    }

    [Test]
    public async Task Comments_and_xmp_of_a_gif_stay_behind()
    {
        var file = Pictures.Gif(24, 16, seed: 5);
        byte[] comment = [0x21, 0xFE, 6, .. "secret"u8, 0];
        byte[] xmp = [0x21, 0xFF, 11, .. "XMP DataXMP"u8, 6, .. "secret"u8, 0];

        (await Inspection.PublicCopyAsync([.. file[..^1], .. comment, .. xmp, file[^1]])).ShouldBe(file);
    }

    [Test]
    public async Task Text_of_a_png_that_holds_exif_stays_behind_and_other_text_stays()
    {
        var file = Pictures.Png(24, 16);
        var at = file.AsSpan().IndexOf("IDAT"u8) - 4;
        byte[] personal = [0, 0, 0, 25, .. "tEXtRaw profile type exif\0abc"u8, 0, 0, 0, 0];
        byte[] harmless = [0, 0, 0, 11, .. "tEXtComment\0abc"u8, 0, 0, 0, 0];

        (await Inspection.PublicCopyAsync([.. file[..at], .. personal, .. harmless, .. file[at..]])).ShouldBe([.. file[..at], .. harmless, .. file[at..]]);
    }

    [Test]
    public async Task A_public_copy_that_comes_back_goes_out_as_it_is()
    {
        foreach (var file in new[] { Pictures.Jpeg(48, 32, Personal), Pictures.Png(24, 16, Personal), Pictures.WebP(48, 32, Personal) })
        {
            var copy = await Inspection.PublicCopyAsync(file);
            (await Inspection.OfAsync(copy)).Value.PublicLayout.ShouldBeNull();
        }
    }

    [Test]
    public async Task A_picture_whose_metadata_is_in_too_many_pieces_is_refused()
    {
        var file = Pictures.Jpeg(48, 32);
        var pieces = Enumerable.Repeat<byte[]>([0xFF, 0xED, 0, 3, 0, 0xFF, 0xFE, 0, 3, 0], DeliveryLayout.MaxTextLength / 4).SelectMany(bytes => bytes);

        (await Inspection.OfAsync([.. file[..2], .. pieces, .. file[2..]])).Error!.Code.ShouldBe("VALIDATION_ERROR");
    }
}
