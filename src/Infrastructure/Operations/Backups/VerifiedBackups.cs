using System.Globalization;
using Picora.Application.Abstractions.Operations;

namespace Picora.Infrastructure.Operations.Backups;

internal sealed class VerifiedBackups(DataFolder data) : IVerifiedBackups
{
    private const string Format = "O";

    private string Path => data.File("last-verified-backup");

    public DateTimeOffset? LastAt() =>
        File.Exists(Path) && DateTimeOffset.TryParseExact(File.ReadAllText(Path).Trim(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : null;

    public void Note(DateTimeOffset at)
    {
        var whole = $"{Path}.tmp";
        File.WriteAllText(whole, at.ToString(Format, CultureInfo.InvariantCulture));
        File.Move(whole, Path, overwrite: true);
    }
}
