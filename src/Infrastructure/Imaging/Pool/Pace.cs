namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>How fast one worker has been of late. Not for two threads at once.</summary>
internal sealed class Pace
{
    // A guess for the first ones, and how much each new job changes it.
    private const double FirstGuess = 0.03;
    private const double Weight = 0.1;
    private const double Mega = 1_000_000;

    private double secondsPerMegapixel = FirstGuess;

    public void Note(long pixels, TimeSpan took) => secondsPerMegapixel += Weight * ((took.TotalSeconds / (pixels / Mega)) - secondsPerMegapixel);

    public double SecondsFor(long pixels) => pixels / Mega * secondsPerMegapixel;
}
