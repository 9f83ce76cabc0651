using System.CommandLine;
using System.Globalization;
using Picora.Application.Abstractions.Operations;

namespace Picora.Api.Commands;

/// <summary><c>picora storage move</c>.</summary>
internal static class StorageCommands
{
    private static readonly Option<bool> Apply = new("--apply")
    {
        Description = "Afterwards remove from the old store what is in the new one with the same hash; without this nothing is removed.",
    };

    public static Command Create(string[] host) => new("storage", "Look after the object storage.")
    {
        new Command("move", "Move all objects from the store of Picora:Storage:MoveFrom, while servers run; can be ended and run again (1: not all is moved).")
        {
            Apply,
        }.RunsOnRows(host, MoveAsync),
    };

    private static async Task<CommandOutcome> MoveAsync(CommandRun run)
    {
        var apply = run.Arguments.GetValue(Apply);
        var moved = await run.Services.GetRequiredService<IStorageMove>().RunAsync(apply, run.Progress, run.Stop);
        if (!moved.IsSuccess)
        {
            return CommandOutcome.Failed(moved.Error, ExitCodes.Refused);
        }

        var report = moved.Value;
        return CommandOutcome.Found(!report.IsComplete, report, [Counts(report), .. report.Findings.Select(FindingText.Line), Next(report, apply)]);
    }

    private static string Counts(MoveReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Copied {report.Copied} objects of {report.Bytes / 1_000_000.0:F1} MB; {report.Present} were there; removed {report.Removed} from the old store.");

    private static string Next(MoveReport report, bool apply) => report switch
    {
        { IsComplete: false } => $"{report.Remaining} objects and {report.Unfinished} uploads that still arrive are left, {report.Findings.Count} differ. Run it again.",
        _ when apply => "All is moved. Take Picora:Storage:MoveFrom out of the settings of all servers and restart them.",
        _ => "The new store has everything. Run it with --apply to empty the old one.",
    };
}
