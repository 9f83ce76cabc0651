namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>
/// Leads a piece of code through everything that can happen to it: each run takes the last one's path up to its last answer that has
/// another possibility, and that one there. Past the depth the answer is always the first one, so that every loop ends.
/// </summary>
internal sealed class Choices(int depth)
{
    private readonly List<(int Taken, int Of)> path = [];
    private int position;

    public int Next(int of)
    {
        if (position == depth)
        {
            return 0;
        }

        if (position == path.Count)
        {
            path.Add((0, of));
        }

        return path[position++].Taken;
    }

    /// <summary>Goes to the next path; false when all have been taken.</summary>
    public bool Advance()
    {
        path.RemoveRange(position, path.Count - position);
        position = 0;
        while (path.Count > 0 && path[^1].Taken == path[^1].Of - 1)
        {
            path.RemoveAt(path.Count - 1);
        }

        if (path.Count == 0)
        {
            return false;
        }

        path[^1] = (path[^1].Taken + 1, path[^1].Of);
        return true;
    }
}
