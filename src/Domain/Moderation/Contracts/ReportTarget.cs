namespace Picora.Domain.Moderation.Contracts;

/// <summary>What can be reported.</summary>
public enum ReportTarget
{
    Image,
    Video,
    Audio,
    Document,
}

/// <summary>The texts of the kinds, as clients send and read them.</summary>
public static class ReportTargets
{
    private const string Document = "doc";

    public static string ToName(this ReportTarget target) => target switch
    {
        ReportTarget.Image => "image",
        ReportTarget.Video => "video",
        ReportTarget.Audio => "audio",
        ReportTarget.Document => Document,
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, null),
    };

    /// <summary>Null for a text that names none. <c>file</c> is what some clients call a picture.</summary>
    public static ReportTarget? Find(string? name) => name switch
    {
        "image" or "file" => ReportTarget.Image,
        "video" => ReportTarget.Video,
        "audio" => ReportTarget.Audio,
        Document => ReportTarget.Document,
        _ => null,
    };
}
