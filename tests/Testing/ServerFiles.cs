using System.Security.Cryptography;

namespace Picora.Testing;

/// <summary>What lies in a server's object folder.</summary>
public static class ServerFiles
{
    /// <summary>The hashes of the uploaded files.</summary>
    public static IReadOnlyList<string> Originals(PicoraServer server) => Originals(server.DataFolder);

    public static IReadOnlyList<string> Originals(string dataFolder) =>
        [.. All(dataFolder).Where(file => file.Contains("/originals/", StringComparison.Ordinal)).Select(HashOf)];

    /// <summary>All files, those included that are still being written.</summary>
    public static IReadOnlyList<string> All(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "objects");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
