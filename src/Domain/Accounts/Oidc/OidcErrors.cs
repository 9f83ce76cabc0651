namespace Picora.Domain.Accounts.Oidc;

/// <summary>The failures of signing in at another provider.</summary>
public static class OidcErrors
{
    public static readonly Error NoProvider = Error.NotFound("Sign-in provider not found");

    /// <summary>The answer belongs to no sign-in that this browser began, or to one that is over.</summary>
    public static readonly Error BadState = new(ErrorKind.BadRequest, "OIDC_STATE_INVALID", "This sign-in was not begun in this browser, or is over; start again");

    public static readonly Error Denied = new(ErrorKind.Unauthorized, "OIDC_DENIED", "Unauthorized: the sign-in provider did not let you in");

    public static readonly Error BadAnswer = new(ErrorKind.Unauthorized, "OIDC_FAILED", "Unauthorized: the sign-in provider's answer was not accepted");

    public static readonly Error Unreachable = new(ErrorKind.Unavailable, "OIDC_UNAVAILABLE", "The sign-in provider cannot be reached at the moment; try again later");

    public static readonly Error Taken = new(ErrorKind.Conflict, "OIDC_IDENTITY_TAKEN", "This identity belongs to another account");

    public static readonly Error NoSignUp = new(ErrorKind.Forbidden, "OIDC_SIGN_UP_CLOSED", "Forbidden: no account is linked to this identity, and this provider opens none");
}
