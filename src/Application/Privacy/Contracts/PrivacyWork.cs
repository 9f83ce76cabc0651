namespace Picora.Application.Privacy.Contracts;

/// <summary>The module's kinds of work in job ids.</summary>
public static class PrivacyWork
{
    public const string Erasure = "account-erasure";
    public const string Export = "data-export";
}
