namespace Picora.Testing;

/// <summary>The system's clock, moved ahead by what a test says. Timers run by the real one, so nothing that waits gets stuck.</summary>
public sealed class TestClock : TimeProvider
{
    private long ahead;
    private long stoppedAt;

    public override DateTimeOffset GetUtcNow() =>
        (Interlocked.Read(ref stoppedAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : base.GetUtcNow()).AddTicks(Interlocked.Read(ref ahead));

    /// <summary>From now on only <see cref="Advance"/> moves it, so that what belongs to one minute stays in it, however slow the machine is.</summary>
    public void Stop() => Interlocked.CompareExchange(ref stoppedAt, base.GetUtcNow().Ticks, 0);

    public void Advance(TimeSpan time) => Interlocked.Add(ref ahead, time.Ticks);
}
