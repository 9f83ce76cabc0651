using System.ComponentModel.DataAnnotations;

namespace Picora.Infrastructure.Storage;

/// <summary>Settings under <c>Picora:Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Picora:Storage";

    /// <summary>What keeps the objects: <c>Folder</c> (a folder of this machine) or <c>S3</c> (see <c>Picora:Storage:S3</c>).</summary>
    public StorageEngine Engine { get; set; } = StorageEngine.Folder;

    /// <summary>The folder of the objects; left empty: <c>objects</c> in the data folder.</summary>
    public string Folder { get; set; } = string.Empty;

    /// <summary>While all objects move here from another store (<c>picora storage move</c>): that one, <c>Folder</c> or <c>S3</c>. It is read as well.</summary>
    public StorageEngine? MoveFrom { get; set; }

    /// <summary>The folder that they move from, when they move from one folder to another.</summary>
    public string MoveFromFolder { get; set; } = string.Empty;

    /// <summary>How many threads make written files durable. More of them let a disk that can flush in parallel do so.</summary>
    [Range(1, 64)]
    public int FlushThreads { get; set; } = 8;
}

public enum StorageEngine
{
    Folder,
    S3,
}
