using Microsoft.Extensions.Options;

namespace Picora.Infrastructure.Security;

/// <summary>Settings under <c>Picora:Keys</c>.</summary>
public sealed class KeysOptions
{
    public const string Section = "Picora:Keys";

    /// <summary>The folder of the signing keys and the server's secret; left empty: <c>keys</c> in the data folder. All nodes need the same one.</summary>
    public string Folder { get; set; } = string.Empty;
}

/// <summary>
/// Where keys and secrets lie. Files, so that a copy of the database holds none of them; the same for all nodes, so that what one signs or seals
/// the others accept.
/// </summary>
internal sealed class KeysFolder(DataFolder data, IOptions<KeysOptions> options)
{
    private readonly string root = options.Value.Folder is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(data.Root, "keys");

    /// <summary>Made when it is missing.</summary>
    public string Root => Directory.CreateDirectory(root).FullName;

    /// <summary>A sub-folder, made when it is missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    /// <summary>The path of a file in a folder that is there.</summary>
    public string File(string name) => Path.Combine(Root, name);
}
