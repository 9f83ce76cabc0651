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

    /// <summary>Whether the connection must be encrypted by STARTTLS. Off: it is where the server offers it, without asking who the server is.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Whether the connection is encrypted from its first byte on, as on port 465.</summary>
    public bool ImplicitTls { get; set; }

    /// <summary>A PEM file with the certificates to trust instead of the system's, such as a company's own authority.</summary>
    public string TrustedCertificates { get; set; } = string.Empty;

    /// <summary>Seconds after which a message is given up.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 15;
}
