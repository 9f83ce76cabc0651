namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>
/// Counts the elements of a drawing with those that it repeats by reference: ten lines that each repeat the line before ten times make ten
/// thousand million.
/// </summary>
internal sealed class SvgReferences
{
    private readonly List<Scope> scopes = [new()];
    private readonly Dictionary<string, Scope> named = new(StringComparer.Ordinal);
    private readonly Stack<Scope> open = new();

    public SvgReferences() => open.Push(scopes[0]);

    public void Open(string? id)
    {
        var scope = open.Peek();
        if (!string.IsNullOrEmpty(id))
        {
            var inner = new Scope();
            scopes.Add(inner);
            scope.Parts.Add(inner);
            named.TryAdd(id, inner);
            scope = inner;
        }

        scope.Elements++;
        open.Push(scope);
    }

    public void Refer(string id) => open.Peek().Targets.Add(id);

    public void Close() => open.Pop();

    /// <summary>Saturates instead of overflowing. A reference that leads back to itself counts once, as it draws nothing.</summary>
    public long Count()
    {
        // Inner scopes stand behind outer ones, but references lead anywhere: depth first, without a stack of calls.
        var work = new Stack<Scope>([scopes[0]]);
        while (work.TryPeek(out var scope))
        {
            if (scope.State == State.New)
            {
                scope.State = State.Open;
                foreach (var next in Next(scope).Where(next => next.State == State.New))
                {
                    work.Push(next);
                }

                continue;
            }

            work.Pop();
            if (scope.State == State.Open)
            {
                scope.State = State.Done;
                scope.Cost = Next(scope).Aggregate(scope.Elements, (sum, next) => sum + Math.Min(next.Cost, long.MaxValue / 2 - sum));
            }
        }

        return scopes[0].Cost;
    }

    private IEnumerable<Scope> Next(Scope scope) =>
        scope.Parts.Concat(scope.Targets.Select(named.GetValueOrDefault).OfType<Scope>());

    private enum State
    {
        New,
        Open,
        Done,
    }

    private sealed class Scope
    {
        public long Elements { get; set; }

        public List<Scope> Parts { get; } = [];

        public List<string> Targets { get; } = [];

        public State State { get; set; }

        public long Cost { get; set; }
    }
}
