namespace Picora.Domain.Accounts.Factors;

/// <summary>The failures of second factors.</summary>
public static class FactorErrors
{
    public const string NeededCode = "MFA_REQUIRED";

    /// <summary>The member of <c>meta</c> that holds the token to go on with.</summary>
    public const string TokenName = "mfaToken";

    /// <summary>The member of <c>meta</c> that says for how long, in seconds.</summary>
    public const string LifetimeName = "expiresInSec";

    private static readonly string[] Methods = ["totp", "recovery_code"];

    /// <summary>The sign-in waits too long, was tried too often, or never was.</summary>
    public static readonly Error BadToken = new(ErrorKind.Unauthorized, "MFA_TOKEN_INVALID", "Unauthorized: sign in again");

    public static readonly Error BadProof = new(ErrorKind.Unauthorized, "MFA_CODE_INVALID", "Unauthorized: the code is wrong or was used already");

    /// <summary>The same for somebody who is signed in and stays so.</summary>
    public static readonly Error WrongCode = Error.Validation("code", "The code is wrong or was used already.");

    public static readonly Error TotpThere = new(ErrorKind.Conflict, "CONFLICT", "An authenticator app is set up already; remove it first");

    public static readonly Error TotpMissing = Error.NotFound("No authenticator app is being set up");

    /// <summary>A failure to clients that know nothing of second factors, and to the others the way on.</summary>
    public static Error Needed(string token, int seconds) => new(
        ErrorKind.Unauthorized,
        NeededCode,
        "Unauthorized: a second factor is needed",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [TokenName] = token,
            ["methods"] = Methods,
            [LifetimeName] = seconds,
        });
}
