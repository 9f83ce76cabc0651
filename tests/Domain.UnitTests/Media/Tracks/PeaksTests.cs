using FsCheck;
using FsCheck.Fluent;
using Picora.Domain.Media.Tracks;

namespace Picora.Domain.UnitTests.Media.Tracks;

[TestFixture]
internal sealed class PeaksTests
{
    [Test]
    public void Points_are_the_extremes_of_their_pieces_however_the_samples_come()
    {
        var cases =
            from samples in Gen.Choose(short.MinValue, short.MaxValue).Select(value => (short)value).ArrayOf(5000)
            from piece in Gen.Choose(1, 700)
            select (samples, piece);

        Prop.ForAll(cases.ToArbitrary(), sound =>
        {
            var peaks = new Peaks(8000);
            foreach (var chunk in sound.samples.Chunk(sound.piece))
            {
                peaks.Add(chunk);
            }

            peaks.Points.ShouldBe(sound.samples.Chunk(peaks.SamplesPerPoint).Select(piece => ((sbyte)(piece.Min() >> 8), (sbyte)(piece.Max() >> 8))));
            (peaks.Length, peaks.Samples).ShouldBe((peaks.Points.Count(), 5000));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Test]
    public void A_long_sound_has_no_more_points_than_a_short_one_may_have()
    {
        var peaks = new Peaks(44100);
        var second = new short[44100];
        second[0] = short.MaxValue;
        for (var i = 0; i < 3600; i++)
        {
            peaks.Add(second);
        }

        peaks.Length.ShouldBeInRange(Peaks.MostPoints, 2 * Peaks.MostPoints);
        ((long)peaks.SamplesPerPoint * peaks.Length).ShouldBeInRange(peaks.Samples, peaks.Samples + peaks.SamplesPerPoint);
        peaks.Points.SkipLast(1).ShouldAllBe(point => point.Greatest == sbyte.MaxValue);
    }

    [Test]
    public void What_a_file_says_of_itself_is_fit_to_be_shown()
    {
        var tags = AudioTags.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = "  A\u0007\nB ",
            ["artist"] = new string('x', 199) + "\U0001F3B5",
            ["date"] = "2025",
            ["location"] = "+52.52+013.41/",
        });

        (tags.Title, tags.Artist, tags.Album, tags.Year).ShouldBe(("AB", new string('x', 199), null, "2025"));
    }
}
