using System.Text;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>
/// The file <c>SHA256SUMS</c>, one line per file in the form that <c>sha256sum -c</c> reads; names are relative to the folder of backups, so
/// that command proves a snapshot too, without this program.
/// </summary>
internal static class Sums
{
    private const string Separator = "  ";
    private const string ObjectsFolder = "objects/";

    public static string NameOf(ObjectKey key) => $"{ObjectsFolder}{key.Value}";

    /// <summary>Null for a file that is no object.</summary>
    public static ObjectKey? KeyOf(string name) =>
        name.StartsWith(ObjectsFolder, StringComparison.Ordinal) ? ObjectKey.Parse(name[ObjectsFolder.Length..]) : null;

    public static async Task WriteAsync(string file, IEnumerable<(string Name, ContentHash Hash)> sums, CancellationToken cancellationToken)
    {
        await using (var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
        {
            foreach (var (name, hash) in sums)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await writer.WriteLineAsync($"{hash}{Separator}{name}");
            }
        }

        DurableFiles.MakePrivate(file);
        DurableFiles.Flush(file);
    }

    /// <exception cref="InvalidDataException">A line is none of ours.</exception>
    public static async IAsyncEnumerable<(string Name, ContentHash Hash)> ReadAsync(string file)
    {
        await foreach (var line in File.ReadLinesAsync(file))
        {
            var parts = line.Split(Separator, 2);
            yield return parts.Length == 2 && ContentHash.Parse(parts[0]) is { } hash && IsInside(parts[1])
                ? (parts[1], hash)
                : throw new InvalidDataException($"{file} has a line that is no hash and name: {line}");
        }
    }

    private static bool IsInside(string name) => name.Length > 0 && name[0] != '/' && !name.Split('/').Contains("..", StringComparer.Ordinal);
}
