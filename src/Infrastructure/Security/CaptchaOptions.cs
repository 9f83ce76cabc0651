using System.ComponentModel.DataAnnotations;

namespace Picora.Infrastructure.Security;

/// <summary>Settings under <c>Picora:Captcha</c>: Cloudflare Turnstile, or whatever answers as it does. Off unless both keys are set.</summary>
public sealed class CaptchaOptions
{
    public const string Section = "Picora:Captcha";

    /// <summary>The public key, which pages show.</summary>
    public string SiteKey { get; set; } = string.Empty;

    /// <summary>The secret key, which the provider knows this installation by.</summary>
    public string SecretKey { get; set; } = string.Empty;

    /// <summary>Where solutions are checked.</summary>
    [Required]
    [Url]
    public string VerifyUrl { get; set; } = "https://challenges.cloudflare.com/turnstile/v0/siteverify";

    /// <summary>Seconds that the provider may take.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 5;

    internal bool IsConfigured => SiteKey.Length > 0 && SecretKey.Length > 0;
}
