using System.Globalization;

namespace Picora.Benchmarks;

/// <summary>CPU time as the kernel counts it, user and system, in steps of ten milliseconds.</summary>
internal static class CpuTime
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of a process and all its living descendants.</summary>
    public static double OfTree(int processId)
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder))
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _)).Select(Read).OfType<Entry>().ToList();
        return Sum(processes, processId) / TicksPerSecond;
    }

    private static double Sum(List<Entry> processes, int processId) =>
        processes.Where(process => process.Id == processId).Sum(process => process.Ticks)
        + processes.Where(process => process.ParentId == processId).Sum(child => Sum(processes, child.Id));

    private static Entry? Read(string id)
    {
        try
        {
            // The second field, the program's name, may hold anything; what counts stands behind its closing bracket.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new Entry(Number(id), Number(fields[1]), Number(fields[11]) + Number(fields[12]));
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Entry(int Id, int ParentId, int Ticks);
}
