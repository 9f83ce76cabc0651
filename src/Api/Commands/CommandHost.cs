using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Picora.Api.Composition;
using Picora.Application.Abstractions;
using Picora.Infrastructure.Persistence;

namespace Picora.Api.Commands;

/// <summary>Runs a command on the server's own parts, with its settings checked, and prints what it has to say.</summary>
internal static class CommandHost
{
    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document instead of text.", Recursive = true };

    private static readonly JsonSerializerOptions Printing = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command Runs(this Command command, string[] host, Func<CommandRun, Task<CommandOutcome>> work)
    {
        command.SetAction((arguments, _) => GuardAsync(arguments, host, work));
        return command;
    }

    /// <summary>The same for a command that works on rows, which it does on a database of this version only.</summary>
    public static Command RunsOnRows(this Command command, string[] host, Func<CommandRun, Task<CommandOutcome>> work) => command.Runs(
        host,
        async run => (await run.Services.GetRequiredService<DatabaseMigrator>().PendingAsync(run.Stop)).Count > 0
            ? CommandOutcome.Failed(DatabaseMigrator.Outdated, ExitCodes.Refused)
            : await work(run));

    private static async Task<int> GuardAsync(ParseResult arguments, string[] host, Func<CommandRun, Task<CommandOutcome>> work)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await RunAsync(arguments, host, work, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (StartFailures.Describe(exception) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return ExitCodes.Refused;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> RunAsync(
        ParseResult arguments, string[] host, Func<CommandRun, Task<CommandOutcome>> work, CancellationToken stop)
    {
        await using var app = PicoraHost.Build(host, Quieten);
        app.Services.GetService<IStartupValidator>()?.Validate();
        await using var scope = app.Services.CreateAsyncScope();
        using var progress = new ProgressPrinter(Console.Error, Console.IsErrorRedirected, app.Services.GetRequiredService<TimeProvider>());
        var outcome = await work(new CommandRun(arguments, scope.ServiceProvider, progress, stop));
        progress.Clear();
        if (arguments.GetValue(Json))
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(outcome.Document, Printing));
        }
        else
        {
            foreach (var line in outcome.Lines)
            {
                await Console.Out.WriteLineAsync(line);
            }
        }

        return outcome.ExitCode;
    }

    // The standard output belongs to the command's own words.
    private static void Quieten(WebApplicationBuilder builder)
    {
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
        // A statement that fails is what the command says at its end, or what it expected: a table that is not there yet.
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        builder.Services.AddSingleton<ConsoleCaller>();
        builder.Services.AddSingleton<ICaller>(provider => provider.GetRequiredService<ConsoleCaller>());
    }
}
