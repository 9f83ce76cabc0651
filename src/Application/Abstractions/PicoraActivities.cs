using System.Diagnostics;

namespace Picora.Application.Abstractions;

/// <summary>
/// The spans of Picora's own work. Their names come from the code and their tags from short lists: nothing that a client sent, no name, no
/// address, no key. Without a listener they cost nothing.
/// </summary>
public static class PicoraActivities
{
    public const string SourceName = "Picora";

    /// <summary>The tag that says how it went: <c>OK</c> or an error's code.</summary>
    public const string Outcome = "picora.outcome";

    public static ActivitySource Source { get; } = new(SourceName);

    public static void End(this Activity activity, string? error)
    {
        activity.SetTag(Outcome, error ?? "OK");
        if (error is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
