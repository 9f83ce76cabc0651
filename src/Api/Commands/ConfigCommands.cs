using System.CommandLine;

namespace Picora.Api.Commands;

/// <summary><c>picora config check</c>.</summary>
internal static class ConfigCommands
{
    private static readonly Option<bool> All = new("--all") { Description = "Also those that nobody has set." };

    public static Command Create(string[] host) => new("config", "Look at the settings.")
    {
        new Command("check", "Check all settings and print those that count, without secrets (1: one is unknown, 3: one is wrong).") { All }.Runs(host, CheckAsync),
    };

    // That the values are right was checked before any command runs.
    private static Task<CommandOutcome> CheckAsync(CommandRun run)
    {
        var configuration = run.Services.GetRequiredService<IConfiguration>();
        var unknown = SettingsList.Unknown(configuration);
        var settings = SettingsList.Effective(configuration).Where(setting => setting.IsSet || run.Arguments.GetValue(All)).ToList();
        IEnumerable<string> lines =
        [
            .. settings.Select(setting => $"{setting.Name} = {setting.Value}{(setting.IsSet ? string.Empty : "  (default)")}"),
            .. unknown.Select(name => $"UNKNOWN: nobody reads {name}"),
            unknown.Count == 0 ? "The settings are fine." : $"{unknown.Count} settings are unknown; docs/settings.md lists all.",
        ];
        return Task.FromResult(CommandOutcome.Found(unknown.Count > 0, new { ok = unknown.Count == 0, settings, unknown }, [.. lines]));
    }
}
