using System.Globalization;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>Where things lie in a folder of backups.</summary>
internal sealed class BackupFolder(string path)
{
    private const string Unfinished = ".part";
    private const string IdFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    public const string SumsFile = "SHA256SUMS";
    public const string DatabaseFile = "picora.db";
    public const string KeysFolder = "keys";

    public string Root { get; } = Path.GetFullPath(path);

    private string Snapshots => Path.Combine(Root, "snapshots");

    /// <summary>The complete snapshots, the oldest first.</summary>
    public IReadOnlyList<string> Ids() => Directory.Exists(Snapshots)
        ? [.. Directory.EnumerateDirectories(Snapshots).Select(Path.GetFileName).OfType<string>().Where(name => !name.EndsWith(Unfinished, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The folder of a snapshot that is there; null otherwise.</summary>
    /// <param name="id">Null for the newest.</param>
    public string? Find(string? id)
    {
        var ids = Ids();
        return id switch
        {
            null when ids is [.., var newest] => Path.Combine(Snapshots, newest),
            not null when ids.Contains(id, StringComparer.Ordinal) => Path.Combine(Snapshots, id),
            _ => null,
        };
    }

    /// <summary>A folder for a snapshot that is being made. What runs that were cut off have left goes.</summary>
    public string Begin(DateTimeOffset now)
    {
        DurableFiles.MakeFolder(Root);
        DurableFiles.MakeFolder(Snapshots);
        foreach (var left in Directory.EnumerateDirectories(Snapshots, $"*{Unfinished}"))
        {
            Directory.Delete(left, recursive: true);
        }

        return DurableFiles.MakeFolder(Path.Combine(Snapshots, now.ToString(IdFormat, CultureInfo.InvariantCulture) + Unfinished));
    }

    /// <summary>Makes the snapshot one that counts; returns its id.</summary>
    public static string Complete(string unfinished)
    {
        var final = unfinished[..^Unfinished.Length];
        Directory.Move(unfinished, final);
        DurableFiles.FlushFolderOf(final);
        return Path.GetFileName(final);
    }

    /// <summary>The objects of all snapshots.</summary>
    public LocalObjectStorage Objects(DiskFlusher flusher)
    {
        var folder = DurableFiles.MakeFolder(Path.Combine(Root, "objects"));
        return new LocalObjectStorage(folder, flusher);
    }
}
