using System.Text.Json;
using FluentValidation;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Application.Accounts.Passkeys;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="BackedUp">Whether it lives in an account of its maker too, and so outlives the device.</param>
public sealed record PasskeyView(string Id, string Name, bool BackedUp, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
{
    internal static PasskeyView From(Passkey passkey) =>
        new(passkey.Id.Value, passkey.Name, passkey.IsBackedUp, passkey.CreatedAt, passkey.LastUsedAt);
}

/// <summary>The beginning of a ceremony.</summary>
/// <param name="Token">Goes with the credential to the end of the ceremony. Works once, for minutes.</param>
/// <param name="Options">For <c>PublicKeyCredential.parseCreationOptionsFromJSON</c> or <c>parseRequestOptionsFromJSON</c>.</param>
public sealed record PasskeyChallenge(string Token, JsonElement Options)
{
    internal static PasskeyChallenge From(string token, PasskeyCeremony ceremony) => new(token, JsonElement.Parse(ceremony.Options));
}

internal static class PasskeyRules
{
    private const int MaxTokenLength = 100;

    // A credential with the longest id and a packed attestation has about 8 KB.
    private const int MaxCredentialLength = 64 * 1024;

    public static void IsToken<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().MaximumLength(MaxTokenLength);

    public static void IsCredential<T>(this IRuleBuilder<T, JsonElement?> rule) => rule
        .Must(json => json is { ValueKind: JsonValueKind.Object } credential && credential.GetRawText().Length <= MaxCredentialLength)
        .WithMessage("What navigator.credentials brought back is needed, as JSON.");

    public static IRuleBuilderOptions<T, string?> IsName<T>(this IRuleBuilder<T, string?> rule) => rule.IsStorable()
        .Must(name => name is null || name.Trim().Length is > 0 and <= Passkey.MaxNameLength)
        .WithMessage($"A name has 1 to {Passkey.MaxNameLength} characters.");
}
