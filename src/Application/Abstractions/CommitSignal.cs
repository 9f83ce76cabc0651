namespace Picora.Application.Abstractions;

/// <summary>Wakes workers once the unit of work at hand has committed, and not at all when it has not. One per scope.</summary>
public sealed class CommitSignal(IWorkSignal signal)
{
    private readonly HashSet<string> kinds = new(StringComparer.Ordinal);
    private bool inUnit;

    /// <exception cref="InvalidOperationException">No unit of work is at hand: what was added for the workers would be lost.</exception>
    public void Wake(string kind)
    {
        if (!inUnit)
        {
            throw new InvalidOperationException($"Work of kind {kind} is added within IUnitOfWork, with what it is about.");
        }

        kinds.Add(kind);
    }

    /// <summary>For units of work: one begins, or begins anew.</summary>
    public void Begin()
    {
        kinds.Clear();
        inUnit = true;
    }

    /// <summary>For units of work: the one at hand has ended.</summary>
    public void End(bool committed)
    {
        inUnit = false;
        foreach (var kind in committed ? kinds : [])
        {
            signal.Wake(kind);
        }
    }
}
