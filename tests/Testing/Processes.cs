using System.Globalization;

namespace Picora.Testing;

/// <summary>What Linux tells about processes.</summary>
public static class Processes
{
    /// <summary>The processes that a process has started and that still run.</summary>
    public static IEnumerable<int> ChildrenOf(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where char.IsAsciiDigit(name[0]) && ParentOf(folder) == parent
        select int.Parse(name, CultureInfo.InvariantCulture);

    /// <summary>The most memory that a process ever held, in bytes, the pages of program files among it.</summary>
    public static long PeakMemoryOf(int id) => Memory(id, "VmHWM:");

    /// <summary>
    /// The memory that a process holds now for itself, in bytes. The pages of program files are not among it: they belong to the system's
    /// cache, which processes share, and which gives them back when memory is short.
    /// </summary>
    public static long OwnMemoryOf(int id) => Memory(id, "RssAnon:") + Memory(id, "RssShmem:");

    private static long Memory(int id, string kind)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(text => text.StartsWith(kind, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static int ParentOf(string folder)
    {
        try
        {
            // The name in parentheses may hold anything, so count from its end: state, then parent.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return rest[0] is "Z" ? 0 : int.Parse(rest[1], CultureInfo.InvariantCulture);
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
