using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Operations.Moving;

/// <summary>
/// The keys that are being copied, each in a file of the data folder, so that the next run looks at those that this one was ended in the middle
/// of. Holds a lock for as long as it lives: one move at a time on a machine.
/// </summary>
internal sealed class InFlight : IDisposable
{
    private readonly string folder;
    private readonly FileStream held;

    private InFlight(string folder, FileStream held) => (this.folder, this.held) = (folder, held);

    /// <summary>Null when another process of this machine moves objects.</summary>
    public static InFlight? Begin(DataFolder data)
    {
        var place = data.Folder("storage-move");
        var file = Path.Combine(place, "lock");
        try
        {
            return new InFlight(place, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    /// <summary>What an earlier run was ended in the middle of.</summary>
    public IEnumerable<ObjectKey> Left() => [.. Directory.EnumerateFiles(folder, "*.key").Select(file => File.ReadAllText(file)).Where(text => text.Length > 0).Select(ObjectKey.Parse)];

    public void Add(ObjectKey key) => File.WriteAllText(FileOf(key), key.Value);

    public void Remove(ObjectKey key) => File.Delete(FileOf(key));

    public void Dispose() => held.Dispose();

    private string FileOf(ObjectKey key) => Path.Combine(folder, $"{key.Value.Replace('/', '+')}.key");
}
