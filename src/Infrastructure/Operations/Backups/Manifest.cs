using System.Security.Cryptography;
using System.Text.Json;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>What a snapshot is, in <c>manifest.json</c>; its own hash lies beside it.</summary>
/// <param name="Format">Of the folder; another one is not read.</param>
/// <param name="Engine">That the rows came from. They can go into any.</param>
/// <param name="Sums">The SHA-256 of <c>SHA256SUMS</c>, which has that of everything else.</param>
/// <param name="Findings">What was wrong with the live objects when the snapshot was made.</param>
internal sealed record Manifest(
    int Format, DateTimeOffset CreatedAt, string Version, string Engine, long Rows, long Objects, long Bytes, string Sums, IReadOnlyList<Finding> Findings)
{
    public const int CurrentFormat = 1;

    private const string FileName = "manifest.json";
    private const string SumFile = "manifest.sha256";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(this, Json);
        await DurableFiles.WriteAsync(Path.Combine(folder, FileName), text, cancellationToken);
        var hash = ContentHash.FromBytes(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
        await DurableFiles.WriteAsync(Path.Combine(folder, SumFile), $"{hash}  {FileName}\n", cancellationToken);
    }

    public static async Task<Result<Manifest>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var (file, sum) = (Path.Combine(folder, FileName), Path.Combine(folder, SumFile));
        if (!File.Exists(file) || !File.Exists(sum))
        {
            return Unreadable($"{folder} holds no {FileName} with its {SumFile}.");
        }

        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        var hash = ContentHash.FromBytes(SHA256.HashData(bytes));
        if (!(await File.ReadAllTextAsync(sum, cancellationToken)).StartsWith(hash.Value, StringComparison.Ordinal))
        {
            return Unreadable($"{file} is not what it was: its hash differs from the one in {SumFile}.");
        }

        return JsonSerializer.Deserialize<Manifest>(bytes, Json) is { Format: CurrentFormat } manifest
            ? manifest
            : Unreadable($"{file} has a format that this version does not know.");
    }

    private static Error Unreadable(string message) => new(ErrorKind.Conflict, "BACKUP_UNREADABLE", message);
}
