using Microsoft.Extensions.Configuration;

namespace Picora.Infrastructure;

/// <summary>The folder that holds everything an embedded installation keeps: database, objects, keys, mail. Setting <c>Picora:DataFolder</c>.</summary>
public sealed class DataFolder
{
    public const string Setting = "Picora:DataFolder";

    public DataFolder(IConfiguration configuration)
    {
        Root = Path.GetFullPath(configuration[Setting] is { Length: > 0 } folder ? folder : "data");
        Directory.CreateDirectory(Root);
    }

    /// <summary>An absolute path.</summary>
    public string Root { get; }

    /// <summary>A sub-folder, made when it is missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    public string File(string name) => Path.Combine(Root, name);
}
