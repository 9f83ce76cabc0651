using System.CommandLine;
using System.Globalization;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;

namespace Picora.Api.Commands;

/// <summary><c>picora backup</c> and <c>picora restore</c>.</summary>
internal static class BackupCommands
{
    private static readonly Argument<string> Folder = new("folder") { Description = "The folder of backups." };
    private static readonly Option<string?> Snapshot = new("--snapshot") { Description = "Its id; the newest without one." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Really remove what --keep leaves over." };

    private static readonly Option<int?> Keep = new("--keep")
    {
        Description = "After the backup, keep so many snapshots; says what would be removed, and removes it with --yes.",
    };

    public static Command Backup(string[] host) =>
        new Command("backup", "Back up rows, keys and objects while servers run; only what is new is copied (1: live objects are missing or altered).")
        {
            Folder, Keep, Yes,
        }.Runs(host, BackupAsync);

    public static Command Restore(string[] host) =>
        new Command("restore", "Put a backup into an empty installation (3: it is not empty; 1: the backup is damaged).") { Folder, Snapshot }.Runs(host, RestoreAsync);

    private static async Task<CommandOutcome> BackupAsync(CommandRun run)
    {
        var (backups, folder) = (run.Services.GetRequiredService<IBackups>(), run.Arguments.GetRequiredValue(Folder));
        if (run.Arguments.GetValue(Keep) is < 1)
        {
            return new CommandOutcome(ExitCodes.Misused, null, ["--keep is at least 1."]);
        }

        var made = await backups.CreateAsync(folder, run.Progress, run.Stop);
        if (!made.IsSuccess)
        {
            return CommandOutcome.Failed(made.Error, ExitCodes.Refused);
        }

        var report = made.Value;
        var pruned = run.Arguments.GetValue(Keep) is { } keep ? await backups.PruneAsync(folder, keep, run.Arguments.GetValue(Yes), run.Stop) : null;
        return CommandOutcome.Found(
            report.Findings.Count > 0,
            new { report, pruned },
            [
                $"Snapshot {report.Snapshot}: {report.Rows} rows, {report.Objects} objects of {Megabytes(report.Bytes)}, {report.Copied} of them copied now.",
                .. pruned is null ? [] : PruneLines(pruned),
                .. report.Findings.Select(FindingText.Line),
            ]);
    }

    private static async Task<CommandOutcome> RestoreAsync(CommandRun run)
    {
        var restored = await run.Services.GetRequiredService<IBackups>()
            .RestoreAsync(run.Arguments.GetRequiredValue(Folder), run.Arguments.GetValue(Snapshot), run.Progress, run.Stop);
        if (!restored.IsSuccess)
        {
            return CommandOutcome.Failed(restored.Error, ExitCodes.Refused);
        }

        var report = restored.Value;
        var isWhole = report.Rows > 0;
        return CommandOutcome.Found(
            !isWhole || report.Findings.Count > 0,
            report,
            [
                isWhole
                    ? $"Restored snapshot {report.Snapshot}: {report.Rows} rows, {report.Objects} objects of {Megabytes(report.Bytes)}."
                    : $"Snapshot {report.Snapshot} is damaged: its rows were not restored. Repair it, or restore another one into an empty installation.",
                .. report.Findings.Select(FindingText.Line),
            ]);
    }

    private static IEnumerable<string> PruneLines(PruneReport pruned)
    {
        var verb = pruned.Applied ? "Removed" : "Would remove";
        yield return $"{verb} {pruned.Snapshots.Count} snapshots and {pruned.Objects} objects of {Megabytes(pruned.Bytes)}{(pruned.Applied ? "." : "; --yes does.")}";
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:F1} MB");
}

/// <summary>Findings in words.</summary>
internal static class FindingText
{
    public static string Line(Finding finding) => $"{finding.Kind.ToUpperInvariant()} {finding.Name}: {finding.Detail}";
}
