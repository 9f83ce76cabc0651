using System.Globalization;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Exif;

/// <summary>What a block of EXIF says about how a picture was taken. What makes no sense is as if it were not there, as viewers have it.</summary>
internal static class ExifReader
{
    private const ushort Make = 0x010F;
    private const ushort Model = 0x0110;
    private const ushort Orientation = 0x0112;
    private const ushort ChangedAt = 0x0132;
    private const ushort ExifDirectory = 0x8769;
    private const ushort GpsDirectory = 0x8825;
    private const ushort TakenAt = 0x9003;
    private const ushort TakenAtOffset = 0x9011;
    private const ushort LensModel = 0xA434;

    /// <summary>What marks EXIF inside a JPEG segment, and now and then by mistake in other containers.</summary>
    public static ReadOnlySpan<byte> Marker => "Exif\0\0"u8;

    public static Capture Read(ReadOnlySpan<byte> exif)
    {
        var tiff = TiffBlock.Open(exif.StartsWith(Marker) ? exif[Marker.Length..] : exif);
        return tiff.IsEmpty ? Capture.Unknown : Read(tiff);
    }

    private static Capture Read(TiffBlock tiff)
    {
        var main = tiff.First;
        var details = tiff.Find(main, ExifDirectory).Number() ?? uint.MaxValue;
        var orientation = tiff.Find(main, Orientation).Number() is >= 1 and <= 8 and var value ? (int)value : Capture.Upright;
        return new Capture(
            orientation,
            tiff.Find(main, Make).Words(Capture.MaxTextLength),
            tiff.Find(main, Model).Words(Capture.MaxTextLength),
            tiff.Find(details, LensModel).Words(Capture.MaxTextLength),
            Instant(
                tiff.Find(details, TakenAt).Words(Capture.MaxTextLength) ?? tiff.Find(main, ChangedAt).Words(Capture.MaxTextLength),
                tiff.Find(details, TakenAtOffset).Words(Capture.MaxTextLength)))
        {
            Place = tiff.Find(main, GpsDirectory).Number() is { } gps ? Place(tiff, gps) : null,
        };
    }

    /// <summary>As <see cref="Capture.TakenAt"/> has it; null for what is no instant.</summary>
    public static string? Instant(string? text, string? offset)
    {
        if (!DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var known = DateTimeOffset.TryParseExact($"2000-01-01T00:00:00{offset}", "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + (known ? offset : "");
    }

    private static GeoPoint? Place(TiffBlock tiff, uint directory)
    {
        var latitude = Degrees(tiff.Find(directory, 2), tiff.Find(directory, 1), "S", 90);
        var longitude = Degrees(tiff.Find(directory, 4), tiff.Find(directory, 3), "W", 180);
        var altitude = tiff.Find(directory, 6).Fraction();
        var isBelow = tiff.Find(directory, 5).Number() == 1;
        return latitude is null || longitude is null ? null : new GeoPoint(latitude.Value, longitude.Value, isBelow ? -altitude : altitude);
    }

    private static double? Degrees(TiffValues value, TiffValues side, string negative, double most)
    {
        var degrees = value.Fraction() + ((value.Fraction(1) ?? 0) / 60) + ((value.Fraction(2) ?? 0) / 3600);
        var signed = string.Equals(side.Words(1), negative, StringComparison.OrdinalIgnoreCase) ? -degrees : degrees;
        return Math.Abs(signed ?? double.NaN) <= most ? Math.Round(signed!.Value, 7) : null;
    }
}
