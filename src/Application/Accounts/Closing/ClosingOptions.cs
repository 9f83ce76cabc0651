using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Accounts.Closing;

/// <summary>Settings under <c>Picora:Accounts:Closing</c>.</summary>
public sealed class ClosingOptions
{
    public const string Section = "Picora:Accounts:Closing";

    /// <summary>What proves that somebody means to delete their account: <c>none</c> beyond being signed in, or a mailed <c>code</c>.</summary>
    [AllowedValues("none", "code")]
    public string Confirmation { get; set; } = "none";

    internal bool NeedsCode => string.Equals(Confirmation, "code", StringComparison.Ordinal);
}
