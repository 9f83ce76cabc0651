using System.Diagnostics;

namespace Picora.Testing;

/// <summary>The one place where tests wait: for something to become true, until a deadline, and no longer than needed.</summary>
public static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// How long a test waits for what must happen: long enough for a starved machine, where a conversion of seconds takes minutes, and
    /// shorter than what the runner takes for a test that hangs. A test that means a time says so by its own deadline.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static Task UntilAsync(Func<Task<bool>> condition, string what) => UntilAsync(condition, Patience, what);

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, string)"/>
    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), Patience, what);

    /// <exception cref="TimeoutException">The condition did not hold before the deadline.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan deadline, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > deadline)
            {
                throw new TimeoutException($"Waited {deadline.TotalSeconds:0.#} s in vain: {what}");
            }

            await Task.Delay(Pause);
        }
    }

    public static Task UntilAsync(Func<bool> condition, TimeSpan deadline, string what) =>
        UntilAsync(() => Task.FromResult(condition()), deadline, what);
}
