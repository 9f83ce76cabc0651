namespace Picora.Domain.Moderation;

/// <summary>What is wrong, as whoever reports sees it.</summary>
public enum ReportReason
{
    Illegal,
    Csam,
    Sexual,
    Violence,
    Hate,
    Copyright,
    Spam,
    Other,
}

/// <summary>What an operator does about a report.</summary>
public enum ReportAction
{
    /// <summary>Nothing.</summary>
    Dismiss,

    /// <summary>Makes the thing private.</summary>
    Restrict,

    /// <summary>Withholds the thing from everybody.</summary>
    Remove,

    /// <summary>Bans the thing's owner and withholds the thing.</summary>
    BanUser,
}

/// <summary>The texts of reasons, actions and states, as clients send and read them: the names in lower case, words joined by <c>_</c>.</summary>
public static class ReportWords
{
    private static readonly Dictionary<string, ReportReason> Reasons = Enum.GetValues<ReportReason>().ToDictionary(ToName, StringComparer.Ordinal);
    private static readonly Dictionary<string, ReportAction> Actions = Enum.GetValues<ReportAction>().ToDictionary(ToName, StringComparer.Ordinal);
    private static readonly Dictionary<string, ReportStatus> States = Enum.GetValues<ReportStatus>().ToDictionary(ToName, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> ReasonNames => Reasons.Keys;

    public static IReadOnlyCollection<string> ActionNames => Actions.Keys;

    public static IReadOnlyCollection<string> StatusNames => States.Keys;

    public static string ToName(this ReportReason reason) => reason.ToString().ToLowerInvariant();

    public static string ToName(this ReportStatus status) => status.ToString().ToLowerInvariant();

    public static string ToName(this ReportAction action) => action == ReportAction.BanUser ? "ban_user" : action.ToString().ToLowerInvariant();

    public static ReportReason? FindReason(string? name) => Find(Reasons, name);

    public static ReportAction? FindAction(string? name) => Find(Actions, name);

    public static ReportStatus? FindStatus(string? name) => Find(States, name);

    private static T? Find<T>(Dictionary<string, T> words, string? name)
        where T : struct => name is not null && words.TryGetValue(name, out var word) ? word : null;
}
