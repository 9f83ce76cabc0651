using System.Text.RegularExpressions;

namespace Picora.Testing;

/// <summary>The mails that a server without a mail server has written.</summary>
public sealed partial class MailFolder(string dataFolder)
{
    private string Folder { get; } = Path.Combine(dataFolder, "mail");

    /// <summary>The mails to an address, oldest first.</summary>
    public IReadOnlyList<string> To(string email) => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(mail => IsTo(mail, email))]
        : [];

    /// <summary>The code in the newest mail to an address.</summary>
    public string LatestCode(string email)
    {
        var codes = To(email).Select(mail => CodeLine().Match(mail)).Where(match => match.Success).ToList();
        return codes.Count > 0 ? codes[^1].Groups[1].Value : throw new InvalidOperationException($"No code was mailed to {email}.");
    }

    /// <summary>Waits for a mail that is sent in the background.</summary>
    public Task WaitForAsync(string email, string text) =>
        Poll.UntilAsync(() => To(email).Any(mail => mail.Contains(text, StringComparison.Ordinal)), $"a mail to {email} with '{text}'");

    private static bool IsTo(string mail, string email) => mail.Contains($"To: {email}\r\n", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^([0-9]{6})\r?$", RegexOptions.Multiline)]
    private static partial Regex CodeLine();
}
