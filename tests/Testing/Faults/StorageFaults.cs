using Microsoft.AspNetCore.Http;

namespace Picora.Testing.Faults;

/// <summary>Counts what requests ask of the storage, and lets one call of them fail. What runs by itself in the background is left alone unless a test wants it.</summary>
public sealed class StorageFaults
{
    private readonly Lock gate = new();
    private int failing;
    private bool afterEffect;

    internal IHttpContextAccessor? Requests { get; set; }

    /// <summary>Whether calls of background work, lists and each read of what was opened count, too.</summary>
    public bool IsThorough { get; init; }

    /// <summary>What every call fails with, background work's too, until it is null again.</summary>
    public Exception? Outage { get; set; }

    /// <summary>How many calls there were since <see cref="Arm"/>.</summary>
    public int Calls { get; private set; }

    /// <summary>What failed; null when so many calls were never made.</summary>
    public string? Failed { get; private set; }

    /// <param name="call">Which of the calls from now on fails; the first is 1.</param>
    /// <param name="after">Whether it does what it was asked for before it fails, as when an answer is lost.</param>
    public void Arm(int call, bool after)
    {
        lock (gate)
        {
            (failing, afterEffect, Calls, Failed) = (call, after, 0, null);
        }
    }

    public void Disarm() => Arm(0, after: false);

    internal async Task<T> PassAsync<T>(string name, Func<Task<T>> call)
    {
        if (Outage is { } outage)
        {
            throw outage;
        }

        if (!IsNext(name))
        {
            return await call();
        }

        if (afterEffect)
        {
            await call();
        }

        throw new IOException($"The storage failed on purpose: {name}.");
    }

    internal Task PassAsync(string name, Func<Task> call) => PassAsync<object?>(
        name,
        async () =>
        {
            await call();
            return null;
        });

    /// <summary>A call of which only thorough tests want to know, before it has done anything.</summary>
    internal Task MeetAsync(string name) => IsThorough ? PassAsync(name, () => Task.CompletedTask) : Task.CompletedTask;

    private bool IsNext(string name)
    {
        lock (gate)
        {
            if ((Requests?.HttpContext is null && !IsThorough) || ++Calls != failing)
            {
                return false;
            }

            Failed = $"{name} ({(afterEffect ? "after" : "before")} its effect)";
            return true;
        }
    }
}
