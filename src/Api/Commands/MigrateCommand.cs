using System.CommandLine;
using Picora.Infrastructure.Persistence;

namespace Picora.Api.Commands;

/// <summary><c>picora migrate</c>.</summary>
internal static class MigrateCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "List what is missing and change nothing; exit code 1 when something is." };

    public static Command Create(string[] host) => new Command("migrate", "Bring the database to this version's state.") { DryRun }.Runs(host, RunAsync);

    private static async Task<CommandOutcome> RunAsync(CommandRun run)
    {
        var migrator = run.Services.GetRequiredService<DatabaseMigrator>();
        var pending = await migrator.PendingAsync(run.Stop);
        var isDry = run.Arguments.GetValue(DryRun);
        if (!isDry)
        {
            await migrator.ApplyAsync(run.Stop);
        }

        var words = (pending.Count, isDry) switch
        {
            (0, _) => "Nothing is missing.",
            (_, true) => $"{pending.Count} migrations are missing:",
            _ => $"Applied {pending.Count} migrations:",
        };
        return CommandOutcome.Found(isDry && pending.Count > 0, new { applied = !isDry, migrations = pending }, [words, .. pending.Select(name => $"  {name}")]);
    }
}
