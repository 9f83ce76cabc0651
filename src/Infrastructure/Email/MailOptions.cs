using System.ComponentModel.DataAnnotations;

namespace Picora.Infrastructure.Email;

/// <summary>Settings under <c>Picora:Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Picora:Mail";

    /// <summary>The SMTP server. Left empty, each mail becomes a file in <c>&lt;data&gt;/mail</c>.</summary>
    public string Host { get; set; } = string.Empty;

    /// <summary>The SMTP server's port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>The name to sign in with; empty for a server that asks for none.</summary>
    public string User { get; set; } = string.Empty;

    /// <summary>The password to sign in with.</summary>
    public string Password { get; set; } = string.Empty;

    /// <summary>The sender's address.</summary>
    [Required]
    [EmailAddress]
    public string From { get; set; } = "picora@localhost.localdomain";

    /// <summary>Whether the connection must be encrypted by STARTTLS.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Seconds after which a message is given up.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Mails that may wait to be sent in the background; further ones are dropped, and the log says so.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; set; } = 1000;
}
