using System.CommandLine;
using System.CommandLine.Parsing;

namespace Picora.Api.Commands;

/// <summary>The commands of the program. Without one it serves.</summary>
internal static class OperatorCommands
{
    private const string About = """
        Picora, a media host of your own.

        Settings go with every command: --Picora:DataFolder=DIR, environment variables (Picora__DataFolder=DIR) or appsettings.json.
        Exit codes: 0 done, 1 something is wrong (the output names it), 2 wrong usage, 3 refused or impossible, 130 interrupted.
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (own, host) = HostArguments.Split(arguments);
        var parsed = Create(host).Parse(own, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        string[] errors = [.. parsed.Errors.Select(error => error.Message), .. Unknown(parsed.CommandResult, own).Select(option => $"There is no option {option} here.")];
        if (errors.Length > 0)
        {
            foreach (var error in errors)
            {
                await Console.Error.WriteLineAsync(error);
            }

            await Console.Error.WriteLineAsync("picora --help lists the commands, picora COMMAND --help their options.");
            return ExitCodes.Misused;
        }

        // The host and the commands listen to signals themselves.
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    // The parser takes an option that it does not know for an argument: a misspelt one would be the name of a folder.
    private static IEnumerable<string> Unknown(CommandResult command, IEnumerable<string> arguments)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (SymbolResult? at = command; at is not null; at = at.Parent)
        {
            known.UnionWith(((CommandResult)at).Command.Options.SelectMany(option => option.Aliases.Append(option.Name)));
        }

        return arguments.Where(argument => argument.StartsWith('-')).Select(argument => argument.Split('=')[0]).Where(option => !known.Contains(option));
    }

    private static RootCommand Create(string[] host)
    {
        var root = new RootCommand(About)
        {
            ServeCommands.Serve(host),
            ServeCommands.Worker(host),
            MigrateCommand.Create(host),
            UserCommands.Create(host),
            KeysCommands.Create(host),
            ConfigCommands.Create(host),
            DoctorCommand.Create(host),
            BackupCommands.Backup(host),
            BackupCommands.Restore(host),
            CheckCommands.Verify(host),
            CheckCommands.Fsck(host),
            StorageCommands.Create(host),
        };
        root.Options.Add(CommandHost.Json);
        root.SetAction((_, _) => ServeCommands.RunAsync(host));
        return root;
    }
}
