namespace Picora.Domain.Accounts.Passkeys;

/// <summary>The failures of passkeys. Why a credential was refused is nobody's business: one text for all of it.</summary>
public static class PasskeyErrors
{
    public static readonly Error Refused = new(ErrorKind.Unauthorized, "PASSKEY_INVALID", "Unauthorized: the passkey was not accepted");

    /// <summary>The same for somebody who is signed in and stays so.</summary>
    public static readonly Error NotCreated = Error.Validation("credential", "The passkey was not accepted.");

    public static readonly Error NotFound = Error.NotFound("Passkey not found");

    public static Error TooMany(int limit) =>
        new Error(ErrorKind.Conflict, "CONFLICT", "There are too many passkeys already; delete one first").With("limit", limit);
}
