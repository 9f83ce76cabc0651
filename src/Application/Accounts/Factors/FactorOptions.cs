using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Accounts.Factors;

/// <summary>Settings under <c>Picora:Accounts:Factors</c>. Wrong codes in a row lock an authenticator app as wrong passwords lock passwords.</summary>
public sealed class FactorOptions
{
    public const string Section = "Picora:Accounts:Factors";

    /// <summary>What authenticator apps call this server.</summary>
    [Required]
    [StringLength(64, MinimumLength = 1)]
    public string Issuer { get; set; } = "Picora";

    /// <summary>Minutes in which a sign-in that was begun must be finished: with a second factor, a passkey or at another provider.</summary>
    [Range(1, 60)]
    public int TicketMinutes { get; set; } = 5;

    /// <summary>Codes that may be tried per sign-in; then it starts again from its first factor.</summary>
    [Range(1, 20)]
    public int MaxGuesses { get; set; } = 5;

    /// <summary>Passkeys that a person may have.</summary>
    [Range(1, 1000)]
    public int MaxPasskeys { get; set; } = 20;
}
