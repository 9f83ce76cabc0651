using System.Security.Cryptography;
using System.Text;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Documents;

/// <summary>
/// Where a document lies in its collection: names parted by slashes, compared as they are written. Never a path of this machine, but fit to
/// become one: an export unpacks it.
/// </summary>
public readonly record struct DocumentPath
{
    public const int MaxLength = 1024;

    private static readonly string[] MemoryFolders = [".claude", ".moraya"];

    private DocumentPath(string value) => Value = value;

    public string Value { get; }

    /// <summary>Whether it lies in the folder of an assistant's memory, which is counted by itself.</summary>
    public bool IsMemory => Value.Split('/').SkipLast(1).Any(folder => MemoryFolders.Contains(folder, StringComparer.OrdinalIgnoreCase));

    /// <summary>What an index can hold of it on every engine; two paths share it when they are the same.</summary>
    public ContentHash Key => ContentHash.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));

    /// <summary>Null for a path that is absolute, leads upwards, is too long or has a name that no file should have.</summary>
    public static DocumentPath? Parse(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.Split('/').All(IsName) ? new DocumentPath(text) : null;

    /// <summary>For values that the database holds.</summary>
    public static DocumentPath FromStored(string value) => new(value);

    public override string ToString() => Value;

    // A name that normalising leaves alone hides nothing and means the same everywhere.
    private static bool IsName(string name) =>
        name is not ("." or "..") && string.Equals(FileNames.Normalise(name, string.Empty), name, StringComparison.Ordinal) && name.Length > 0;
}
