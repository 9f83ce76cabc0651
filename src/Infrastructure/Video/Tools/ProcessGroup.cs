using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>The call that .NET lacks: ending a process with everything that it has started.</summary>
internal static partial class ProcessGroup
{
    private const int SigKill = 9;

    /// <summary>Ends the group that the process leads, and the process itself should it not lead one yet.</summary>
    public static void Kill(Process leader)
    {
        try
        {
            if (!leader.HasExited)
            {
                _ = Signal(-leader.Id, SigKill);
                leader.Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // It ended meanwhile.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
