using Microsoft.Extensions.Hosting;
using Picora.Domain;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>
/// Folders below the data folder for what tools write before it is stored. Each is locked by whoever uses it; a folder whose lock nobody holds
/// was left behind by a server that died, and goes when one starts.
/// </summary>
internal sealed class WorkFolders(DataFolder data) : IHostedService
{
    private const string LockSuffix = ".lock";

    private readonly string root = data.Folder("work");

    public WorkFolder Open()
    {
        var path = Path.Combine(root, NanoId.New());
        var held = new FileStream(path + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        Directory.CreateDirectory(path);
        return new WorkFolder(path, held);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(root, "*" + LockSuffix))
        {
            RemoveIfLeft(file);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void RemoveIfLeft(string lockFile)
    {
        try
        {
            using var held = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            WorkFolder.Remove(lockFile[..^LockSuffix.Length]);
        }
        catch (IOException)
        {
            // Another server on the same data works there.
        }
    }
}

/// <summary>A folder of one's own, gone with everything in it when it is disposed of.</summary>
internal sealed class WorkFolder(string path, FileStream held) : IDisposable
{
    public string Path => path;

    /// <summary>What lies in it, in bytes.</summary>
    public long Bytes() => new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(LengthOf);

    public string PathOf(string name) => System.IO.Path.Combine(path, name);

    /// <summary>Makes room for files that a tool names so.</summary>
    public void AddFolder(string name) => Directory.CreateDirectory(PathOf(name));

    public Stream OpenRead(string name) =>
        new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public void Dispose()
    {
        Remove(path);
        held.Dispose();
    }

    internal static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    // Tools rename what they have finished.
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
