using System.Text.Json;
using Picora.Api.Documentation;
using Picora.Application.Accounts.Factors;
using Picora.Application.Accounts.Passkeys;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>A body that may be left out.</summary>
/// <param name="Password">The account's.</param>
internal sealed record PasswordAgain(string? Password);

internal static class FactorExamples
{
    public const string PasswordNeeded = "An account with a password needs it again; others send no body.";

    public static readonly PasswordAgain Password = new("correct horse 42");

    private const string Code = "492039";
    private const string Token = "3vJ2Kd0wq8bLr5T1xYzA9uCeFgHiJkMnOpQsVtWxZ12";
    private const string CredentialId = "JhJ1n7bqRVe2lcm0X3kTzA";
    private const string Challenge = "9Zl2yK6Yc2Q1hUeQ7mM0oZ4n0v3bX8sT5rW1pLkJhGg";
    private const string PasskeyName = "My laptop";

    public static readonly FactorsView Factors = new(Totp: true, Samples.Now, 10, 1);

    public static readonly TotpEnrolment Enrolment = new(
        "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "otpauth://totp/Picora:ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Picora&algorithm=SHA1&digits=6&period=30");

    public static readonly ConfirmTotp Confirmation = new(Code);
    public static readonly DisableTotp Removal = new(Code, null);
    public static readonly RenewRecoveryCodes Renewal = new(Code, null);
    public static readonly NewRecoveryCodes RecoveryCodes = new(["JBSW-Y3DP-EHPK-3PXP", "KRUG-KIDR-OVUW-G2ZA"]);
    public static readonly LoginWithSecondFactor Login = new(Token, Code, null);

    public static readonly PasskeyChallenge CreationChallenge = new(Token, JsonElement.Parse($$"""
        {
          "rp": { "id": "pics.example.org", "name": "pics.example.org" },
          "user": { "id": "VjFTdEdYUjhfWjVqZEhpNkItbXlU", "name": "ada@example.org", "displayName": "Ada" },
          "challenge": "{{Challenge}}", "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }], "timeout": 300000,
          "authenticatorSelection": { "residentKey": "required", "userVerification": "required" }
        }
        """));

    public static readonly PasskeyChallenge LoginChallenge = new(Token, JsonElement.Parse(
        $$"""{ "challenge": "{{Challenge}}", "timeout": 300000, "rpId": "pics.example.org", "allowCredentials": [], "userVerification": "required" }"""));

    public static readonly CreatePasskey Creation = new(Token, JsonElement.Parse($$"""
        {
          "id": "{{CredentialId}}", "rawId": "{{CredentialId}}", "type": "public-key", "clientExtensionResults": {},
          "response": { "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0", "attestationObject": "o2NmbXRkbm9uZQ", "transports": ["internal"] }
        }
        """), PasskeyName);

    public static readonly LoginWithPasskey PasskeyLogin = new(Token, JsonElement.Parse($$"""
        {
          "id": "{{CredentialId}}", "rawId": "{{CredentialId}}", "type": "public-key", "clientExtensionResults": {},
          "response": {
            "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0", "authenticatorData": "SZYN5YgOjGh0NBcPZHZgW4",
            "signature": "MEUCIQDf", "userHandle": "VjFTdEdYUjhfWjVqZEhpNkItbXlU"
          }
        }
        """));

    public static readonly PasskeyView Passkey = new("pAsk3yR8_Z5jdHi6B-myT", PasskeyName, BackedUp: true, Samples.Now, LastUsedAt: null);
    public static readonly IReadOnlyList<PasskeyView> Passkeys = [Passkey];
    public static readonly RenamePasskey NewName = new("My phone");
    public static readonly PasskeyView Renamed = Passkey with { Name = "My phone" };
}
