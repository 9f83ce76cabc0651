using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Picora.Infrastructure.Telemetry.Otlp;

/// <summary>
/// A span for each command that Entity Framework has run, whichever the engine: it tells of them by a diagnostic listener and not by spans. The
/// statement stays here; what leaves is its first word. The few prepared statements of SQLite's usual uploads are part of their use case's span.
/// </summary>
internal sealed class DatabaseActivities : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    public const string SourceName = "Picora.Database";

    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    private static readonly string[] Ended = [RelationalEventId.CommandExecuted.Name!, RelationalEventId.CommandError.Name!];
    private static readonly string[] Operations = ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "PRAGMA"];
    private static readonly ActivitySource Source = new(SourceName);

    private readonly List<IDisposable> subscriptions = [];

    private DatabaseActivities()
    {
    }

    /// <summary>Makes spans until it is disposed.</summary>
    public static IDisposable Listen()
    {
        var activities = new DatabaseActivities();
        activities.subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(activities));
        return activities;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (string.Equals(value.Name, EntityFramework, StringComparison.Ordinal))
        {
            subscriptions.Add(value.Subscribe(this, (name, _, _) => Ended.Contains(name, StringComparer.Ordinal)));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not CommandEndEventData ended)
        {
            return;
        }

        var operation = OperationOf(ended.Command.CommandText);
        using var activity = Source.StartActivity(ActivityKind.Client, startTime: ended.StartTime, name: operation);
        if (activity is not null)
        {
            activity.SetTag("db.operation.name", operation);
            activity.SetTag("db.system.name", SystemOf(ended.Context?.Database.ProviderName));
            activity.SetStatus(ended is CommandErrorEventData ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            activity.SetEndTime(ended.StartTime.UtcDateTime + ended.Duration);
        }
    }

    public void OnCompleted()
    {
        // The process ends.
    }

    public void OnError(Exception error)
    {
        // Diagnostic listeners know no errors.
    }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

    private static string OperationOf(string statement) =>
        Array.Find(Operations, word => statement.StartsWith(word, StringComparison.OrdinalIgnoreCase)) ?? "BATCH";

    private static string SystemOf(string? provider) => provider?.Split('.')[^1] switch
    {
        "Sqlite" => "sqlite",
        "PostgreSQL" => "postgresql",
        "SqlServer" => "microsoft.sql_server",
        _ => "other_sql",
    };
}
