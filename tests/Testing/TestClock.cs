namespace Picora.Testing;

/// <summary>The system's clock, moved ahead by what a test says. Timers run by the real one, so nothing that waits gets stuck.</summary>
public sealed class TestClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void Advance(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);
}
