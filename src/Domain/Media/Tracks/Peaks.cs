namespace Picora.Domain.Media.Tracks;

/// <summary>
/// A waveform: the least and the greatest sample of each of many pieces of equal length, as eight bits. However long the sound, it has at most
/// twice <see cref="MostPoints"/> points and needs no more memory than these: when there are too many, each two become one.
/// </summary>
public sealed class Peaks(int sampleRate)
{
    /// <summary>Beyond what any screen shows at once; half as many at least, of sounds that are longer than a moment.</summary>
    public const int MostPoints = 2000;

    private const int FirstSamplesPerPoint = 64;
    private const int ShortToByte = 8;

    private readonly List<(short Least, short Greatest)> points = [];
    private int taken;
    private (short Least, short Greatest) open = Nothing;

    private static (short, short) Nothing => (short.MaxValue, short.MinValue);

    public int SampleRate => sampleRate;

    public int SamplesPerPoint { get; private set; } = FirstSamplesPerPoint;

    /// <summary>How many samples there were.</summary>
    public long Samples { get; private set; }

    /// <summary>How many points there are.</summary>
    public int Length => points.Count + (taken > 0 ? 1 : 0);

    /// <summary>The least and the greatest of each point, one after the other, -128 to 127.</summary>
    public IEnumerable<(sbyte Least, sbyte Greatest)> Points =>
        (taken > 0 ? points.Append(open) : points).Select(point => ((sbyte)(point.Item1 >> ShortToByte), (sbyte)(point.Item2 >> ShortToByte)));

    public void Add(ReadOnlySpan<short> samples)
    {
        Samples += samples.Length;
        foreach (var sample in samples)
        {
            open = (Math.Min(open.Least, sample), Math.Max(open.Greatest, sample));
            if (++taken == SamplesPerPoint)
            {
                Close();
            }
        }
    }

    private void Close()
    {
        points.Add(open);
        (taken, open) = (0, Nothing);
        if (points.Count == 2 * MostPoints)
        {
            Halve();
        }
    }

    private void Halve()
    {
        for (var i = 0; i < MostPoints; i++)
        {
            var (first, second) = (points[2 * i], points[(2 * i) + 1]);
            points[i] = (Math.Min(first.Least, second.Least), Math.Max(first.Greatest, second.Greatest));
        }

        points.RemoveRange(MostPoints, points.Count - MostPoints);
        SamplesPerPoint *= 2;
    }
}
