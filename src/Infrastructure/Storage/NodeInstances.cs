using Microsoft.Win32.SafeHandles;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Infrastructure.Storage;

/// <summary>
/// Each process holds a lock on a file of its own, <c>&lt;data&gt;/nodes/&lt;id&gt;</c>, for as long as it lives; the system lets go of it however
/// the process ends. A file that nobody holds belongs to a process that is no more.
/// </summary>
internal sealed class NodeInstances : INodeInstances, IDisposable
{
    // Longer than any lease.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private readonly string folder;
    private readonly SafeFileHandle held;

    public NodeInstances(DataFolder data, TimeProvider time)
    {
        folder = data.Folder("nodes");
        Own = NanoId.New(INodeInstances.IdLength);
        held = Open(Own, FileMode.CreateNew);
        Forget(time.GetUtcNow().UtcDateTime - Memory);
    }

    public string Own { get; }

    public bool HasEnded(string id)
    {
        if (string.Equals(id, Own, StringComparison.Ordinal) || !NanoId.IsValid(id, INodeInstances.IdLength))
        {
            return false;
        }

        try
        {
            using var free = Open(id, FileMode.Open);
            return true;
        }
        catch (FileNotFoundException)
        {
            // Of another machine's folder, or long gone: nobody can tell.
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        held.Dispose();
        File.Delete(Path.Combine(folder, Own));
    }

    private void Forget(DateTime before)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before && HasEnded(file.Name)))
        {
            file.Delete();
        }
    }

    private SafeFileHandle Open(string id, FileMode mode) =>
        File.OpenHandle(Path.Combine(folder, id), mode, FileAccess.ReadWrite, FileShare.None);
}
