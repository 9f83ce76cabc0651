using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Operations;

/// <summary>Files and folders that only their owner may read and that outlive a power cut.</summary>
internal static class DurableFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Where SQLite keeps the installation's database; only with that engine.</summary>
    public static SqliteConnectionStringBuilder Sqlite(this IServiceProvider services) => services.GetRequiredService<SqliteConnectionStringBuilder>();

    public static string MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path).FullName;
        }

        return Directory.CreateDirectory(path, OwnersFolder).FullName;
    }

    public static void MakePrivate(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, OwnersFile);
        }
    }

    /// <summary>Copies a file for its owner alone, with the time at which it was written: of keys the newest one signs.</summary>
    public static void Copy(string from, string to)
    {
        MakeFolder(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
        MakePrivate(to);
        File.SetLastWriteTimeUtc(to, File.GetLastWriteTimeUtc(from));
        Flush(to);
        FlushFolderOf(to);
    }

    public static async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(file, text, cancellationToken);
        MakePrivate(file);
        Flush(file);
        FlushFolderOf(file);
    }

    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    public static void FlushFolderOf(string file) => Posix.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
}
