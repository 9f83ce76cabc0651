using System.CommandLine;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;

namespace Picora.Api.Commands;

/// <summary><c>picora verify</c> and <c>picora fsck</c>.</summary>
internal static class CheckCommands
{
    private const int Day = 24;

    private static readonly Argument<string?> Folder = new("folder")
    {
        Description = "A folder of backups; without one, the live objects are held against the live rows.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Snapshot = new("--snapshot") { Description = "A backup's id; the newest without one." };
    private static readonly Option<bool> Deep = new("--deep") { Description = "Read every object and prove its hash, instead of looking at its size." };
    private static readonly Option<bool> Apply = new("--apply") { Description = "Move altered and extra objects aside; without this they are only named." };
    private static readonly Option<string?> Release = new("--release") { Description = "Put the object with this key back where it was, and do nothing else." };

    private static readonly Option<int> MinAge = new("--min-age-hours")
    {
        Description = "Younger objects are no extra ones: uploads may be on their way.",
        DefaultValueFactory = _ => Day,
    };

    private static readonly Option<int> MaxShare = new("--max-share")
    {
        Description = "Move nothing when more than this percentage (and more than ten) looks wrong.",
        DefaultValueFactory = _ => 5,
    };

    public static Command Verify(string[] host) =>
        new Command("verify", "Prove every hash of a backup, or of the live objects (1: something is missing or altered).") { Folder, Snapshot }.Runs(host, VerifyAsync);

    public static Command Fsck(string[] host) =>
        new Command("fsck", "Hold rows and objects against each other, both ways. Never deletes; moves aside with --apply (1: something is wrong).")
        {
            Deep, Apply, MinAge, MaxShare, Release,
        }.RunsOnRows(host, FsckAsync);

    private static async Task<CommandOutcome> VerifyAsync(CommandRun run)
    {
        var checks = run.Arguments.GetValue(Folder) is { } folder
            ? await run.Services.GetRequiredService<IBackups>().VerifyAsync(folder, run.Arguments.GetValue(Snapshot), run.Progress, run.Stop)
            : await run.Services.GetRequiredService<IStoreChecks>().VerifyAsync(run.Progress, run.Stop);
        if (!checks.IsSuccess)
        {
            return CommandOutcome.Failed(checks.Error, ExitCodes.Refused);
        }

        var report = checks.Value;
        return CommandOutcome.Found(
            !report.IsSound,
            report,
            [
                .. report.Findings.Select(FindingText.Line),
                $"Looked at {report.Checked} files of {report.Bytes} bytes; {(report.IsSound ? "all are whole" : $"{report.Findings.Count} are not")}.",
            ]);
    }

    private static async Task<CommandOutcome> FsckAsync(CommandRun run)
    {
        var checks = run.Services.GetRequiredService<IStoreChecks>();
        if (run.Arguments.GetValue(Release) is { } key)
        {
            var released = await ReleaseAsync(checks, key, run.Stop);
            return released.IsSuccess ? CommandOutcome.Done(new { released = key }, $"{key} is back.") : CommandOutcome.Failed(released.Error);
        }

        var order = new FsckOrder(
            run.Arguments.GetValue(Deep), run.Arguments.GetValue(Apply), TimeSpan.FromHours(run.Arguments.GetValue(MinAge)), run.Arguments.GetValue(MaxShare));
        var done = await checks.FsckAsync(order, run.Progress, run.Stop);
        if (!done.IsSuccess)
        {
            return CommandOutcome.Failed(done.Error, ExitCodes.Refused);
        }

        var report = done.Value;
        return CommandOutcome.Found(
            report.Findings.Count > 0,
            report,
            [
                .. report.Findings.Select(FindingText.Line),
                .. report.Quarantined.Select(aside => $"Moved aside: {aside}"),
                $"Rows refer to {report.References} objects, the storage holds {report.Objects}; {report.Findings.Count} findings"
                + (order.Apply || report.Findings.Count == 0 ? "." : "; --apply moves altered and extra ones aside."),
            ]);
    }

    private static async Task<Result<Success>> ReleaseAsync(IStoreChecks checks, string key, CancellationToken stop)
    {
        try
        {
            return await checks.ReleaseAsync(key, stop);
        }
        catch (FormatException exception)
        {
            return Error.Validation("key", exception.Message);
        }
    }
}
