using System.CommandLine;
using System.Globalization;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;

namespace Picora.Api.Commands;

/// <summary>What the doctor says of one thing.</summary>
/// <param name="Verdict"><c>ok</c>, <c>warning</c> or <c>wrong</c>.</param>
internal sealed record Diagnosis(string Name, string Verdict, string Detail)
{
    public const string Wrong = "wrong";

    public static Diagnosis Ok(string name, string detail) => new(name, "ok", detail);

    public static Diagnosis Warn(string name, string detail) => new(name, "warning", detail);

    public static Diagnosis Bad(string name, string detail) => new(name, Wrong, detail);

    /// <param name="trouble">Null when all is well.</param>
    public static Diagnosis Of(string name, string? trouble, string fine) => trouble is null ? Ok(name, fine) : Bad(name, trouble);
}

/// <summary><c>picora doctor</c>: tries out what a server needs, beside a running one or before the first start.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create(string[] host) =>
        new Command("doctor", "Try out what the server needs (1: something does not work).")
        {
            new Command("storage", "Try out every operation of the object storage, and name its quirks (1: something does not work).").Runs(host, ExamineStorageAsync),
        }.Runs(host, RunAsync);

    private static async Task<CommandOutcome> RunAsync(CommandRun run)
    {
        List<Diagnosis> found = [.. Surroundings.Look(run.Services)];
        found.Add(await Guarded("migrations", () => DatabaseDiagnosis.MigrationsAsync(run.Services, run.Stop)));
        found.Add(await Guarded("clock", () => DatabaseDiagnosis.ClockAsync(run.Services, run.Stop)));
        found.Add(await Guarded("mail", () => MailDiagnosis.LookAsync(run.Services, run.Stop)));
        foreach (var check in run.Services.GetServices<IReadinessCheck>())
        {
            found.Add(await Guarded(check.Name, () => ReadyAsync(check, run.Stop)));
        }

        var isWrong = found.Exists(diagnosis => diagnosis.Verdict is Diagnosis.Wrong);
        return CommandOutcome.Found(isWrong, new { ok = !isWrong, checks = found }, [.. found.Select(Line)]);
    }

    private static async Task<CommandOutcome> ExamineStorageAsync(CommandRun run)
    {
        var report = await run.Services.GetRequiredService<IStorageDoctor>().ExamineAsync(run.Stop);
        return CommandOutcome.Found(!report.Ok, report, [report.Store, .. report.Checks.SelectMany(Lines)]);
    }

    private static IEnumerable<string> Lines(StorageCheck check)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{(check.Ok ? "ok" : Diagnosis.Wrong),-6}{check.Milliseconds,6:0} ms  {check.Operation}");
        if ((check.Quirk ?? check.Fault) is { } remark)
        {
            yield return $"{string.Empty,17}{remark}";
        }
    }

    private static async Task<Diagnosis> ReadyAsync(IReadinessCheck check, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        return await check.CheckAsync(patience.Token) switch
        {
            null => Diagnosis.Ok(check.Name, "It works."),
            var trouble when check.IsRequired => Diagnosis.Bad(check.Name, trouble),
            var trouble => Diagnosis.Warn(check.Name, trouble),
        };
    }

    // Whatever one check meets, the others are still worth hearing.
    private static async Task<Diagnosis> Guarded(string name, Func<Task<Diagnosis>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception exception)
        {
            return Diagnosis.Bad(name, exception.Message);
        }
    }

    private static string Line(Diagnosis diagnosis) => $"{diagnosis.Verdict,-8} {diagnosis.Name}: {diagnosis.Detail}";
}
