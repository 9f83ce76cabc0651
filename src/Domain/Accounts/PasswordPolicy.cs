namespace Picora.Domain.Accounts;

/// <summary>What a new password must be like (contract section 7.2).</summary>
public static class PasswordPolicy
{
    public const int MinLength = 8;
    public const int MaxLength = 64;

    public static bool Admits(string? password) =>
        password is { Length: >= MinLength and <= MaxLength } && password.Any(char.IsLetter) && password.Any(char.IsDigit);
}
