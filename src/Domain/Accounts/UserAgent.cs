namespace Picora.Domain.Accounts;

/// <summary>What a program's name for itself tells a person.</summary>
public static class UserAgent
{
    public const string Unknown = "Unknown device";

    private const int MaxProductLength = 40;

    // In this order: later ones claim to be the earlier ones, too.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Such as <c>Firefox on Linux</c>, or <c>curl</c>: the family without versions, so that an update makes no new device.</summary>
    public static string Describe(string userAgent)
    {
        var (browser, system) = (Find(Browsers, userAgent), Find(Systems, userAgent));
        return (browser, system) switch
        {
            (not null, not null) => $"{browser} on {system}",
            (not null, null) => browser,
            _ when ProductOf(userAgent) is { Length: > 0 } product => system is null ? product : $"{product} on {system}",
            _ => system ?? Unknown,
        };
    }

    private static string? Find((string Sign, string Name)[] table, string userAgent) =>
        table.FirstOrDefault(entry => userAgent.Contains(entry.Sign, StringComparison.Ordinal)).Name;

    // Letters and the like only: it comes to stand in mails.
    private static string ProductOf(string userAgent) =>
        new([.. userAgent.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.').Take(MaxProductLength)]);
}
