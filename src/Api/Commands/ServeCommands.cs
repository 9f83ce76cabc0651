using System.CommandLine;
using Picora.Api.Composition;

namespace Picora.Api.Commands;

/// <summary><c>picora serve</c> and <c>picora worker</c>: the two that run until they are told to stop.</summary>
internal static class ServeCommands
{
    public static Command Serve(string[] host)
    {
        var command = new Command("serve", "Serve the API and the media and work on background jobs; what happens without a command, too.");
        command.SetAction((_, _) => RunAsync(host));
        return command;
    }

    public static Command Worker(string[] host)
    {
        var command = new Command("worker", "Work on background jobs only, without serving anybody (Picora:Worker:Urls: health checks).");
        command.SetAction((_, _) => RunAsync([.. host, $"--{ServerRoles.Setting}={ServerRole.Worker}"]));
        return command;
    }

    public static async Task<int> RunAsync(string[] host)
    {
        try
        {
            await PicoraHost.RunAsync(PicoraHost.Build(host), CancellationToken.None);
            return ExitCodes.Done;
        }
        catch (Exception exception) when (StartFailures.Describe(exception) is { } reason)
        {
            await Console.Error.WriteLineAsync($"picora cannot start. {reason}");
            return ExitCodes.Wrong;
        }
    }
}
