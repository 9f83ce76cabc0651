namespace Picora.Infrastructure.Imaging.Vips.Digest;

/// <summary>
/// Writes a picture as the few waves that make up its blurred likeness, in the published form of ThumbHash: luminance, two colour
/// differences and transparency, each as a cosine transform of few terms in four bits.
/// </summary>
internal sealed class ThumbHash
{
    private const int ColourTerms = 3;
    private const int AlphaTerms = 5;

    private readonly SmallPicture picture;
    private readonly double[] average = new double[3];
    private readonly bool hasAlpha;

    private ThumbHash(SmallPicture picture)
    {
        this.picture = picture;
        var weight = 0.0;
        for (var i = 0; i < picture.Count; i++)
        {
            var alpha = picture.Alpha(i);
            weight += alpha;
            for (var band = 0; band < 3; band++)
            {
                average[band] += alpha * picture.Channel(i, band);
            }
        }

        for (var band = 0; band < 3 && weight > 0; band++)
        {
            average[band] /= weight;
        }

        hasAlpha = weight < picture.Count;
    }

    /// <param name="picture">Of at most 100 by 100 pixels.</param>
    public static byte[] Encode(SmallPicture picture) => new ThumbHash(picture).Encode();

    private byte[] Encode()
    {
        var (width, height) = (picture.Width, picture.Height);
        var limit = hasAlpha ? 5.0 : 7.0;
        var across = Math.Max(1, Round(limit * width / Math.Max(width, height)));
        var down = Math.Max(1, Round(limit * height / Math.Max(width, height)));
        var luminance = Waves(i => (Red(i) + Green(i) + Blue(i)) / 3, Math.Max(3, across), Math.Max(3, down));
        var yellow = Waves(i => ((Red(i) + Green(i)) / 2) - Blue(i), ColourTerms, ColourTerms);
        var red = Waves(i => Red(i) - Green(i), ColourTerms, ColourTerms);
        var isLandscape = width > height;
        var constants = Round(63 * luminance.Constant) | (Round(31.5 + (31.5 * yellow.Constant)) << 6) | (Round(31.5 + (31.5 * red.Constant)) << 12)
            | (Round(31 * luminance.Scale) << 18) | (hasAlpha ? 1 << 23 : 0);
        var shape = (isLandscape ? down : across) | (Round(63 * yellow.Scale) << 3) | (Round(63 * red.Scale) << 9) | (isLandscape ? 1 << 15 : 0);
        var hash = new List<byte> { (byte)constants, (byte)(constants >> 8), (byte)(constants >> 16), (byte)shape, (byte)(shape >> 8) };
        var terms = luminance.Terms.Concat(yellow.Terms).Concat(red.Terms);
        if (hasAlpha)
        {
            var alpha = Waves(picture.Alpha, AlphaTerms, AlphaTerms);
            hash.Add((byte)(Round(15 * alpha.Constant) | (Round(15 * alpha.Scale) << 4)));
            terms = terms.Concat(alpha.Terms);
        }

        hash.AddRange(terms.Select(term => Round(15 * term)).Chunk(2).Select(pair => (byte)(pair[0] | (pair.Length > 1 ? pair[1] << 4 : 0))));
        return [.. hash];
    }

    private double Red(int pixel) => Opaque(pixel, 0);

    private double Green(int pixel) => Opaque(pixel, 1);

    private double Blue(int pixel) => Opaque(pixel, 2);

    // On the picture's own average, so that transparency brings in no colour.
    private double Opaque(int pixel, int band)
    {
        var alpha = picture.Alpha(pixel);
        return (average[band] * (1 - alpha)) + (alpha * picture.Channel(pixel, band));
    }

    private (double Constant, IReadOnlyList<double> Terms, double Scale) Waves(Func<int, double> channel, int across, int down)
    {
        var values = Enumerable.Range(0, picture.Count).Select(channel).ToArray();
        var (constant, scale, terms) = (0.0, 0.0, new List<double>());
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x * down < across * (down - y); x++)
            {
                var strength = Strength(values, x, y);
                if (x == 0 && y == 0)
                {
                    constant = strength;
                    continue;
                }

                terms.Add(strength);
                scale = Math.Max(scale, Math.Abs(strength));
            }
        }

        return (constant, scale > 0 ? [.. terms.Select(term => 0.5 + (0.5 / scale * term))] : terms, scale);
    }

    private double Strength(double[] values, int across, int down)
    {
        var (width, height) = (picture.Width, picture.Height);
        var columns = Enumerable.Range(0, width).Select(x => Math.Cos(Math.PI / width * across * (x + 0.5))).ToArray();
        var sum = 0.0;
        for (var y = 0; y < height; y++)
        {
            var row = Math.Cos(Math.PI / height * down * (y + 0.5));
            for (var x = 0; x < width; x++)
            {
                sum += values[(y * width) + x] * columns[x] * row;
            }
        }

        return sum / (width * height);
    }

    private static int Round(double value) => (int)Math.Floor(value + 0.5);
}
