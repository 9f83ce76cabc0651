namespace Picora.Domain.Accounts;

/// <summary>The module's failures, with the texts of contract section 8.3.</summary>
public static class AccountErrors
{
    public static readonly Error BadLogin = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Invalid email or password");

    public static readonly Error BadCode = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Invalid or expired verification code");

    public static readonly Error BadResetCode = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Invalid or expired code");

    public static readonly Error BadOldPassword = Error.Validation("oldPassword", "Current password is incorrect");

    public static readonly Error BadPassword = Error.Validation("password", "Current password is incorrect");

    public static readonly Error HasPassword = Error.Validation("newPassword", "Password already set, use change-password instead");

    public static readonly Error LastLoginMethod = Error.Validation("id", "Cannot remove the last login method");

    public static readonly Error IdentityNotFound = Error.NotFound("Identity not found");

    public static readonly Error SessionNotFound = Error.NotFound("Session not found");

    public static readonly Error AvatarNotFound = Error.NotFound("Avatar not found");

    public static readonly Error BadRefresh = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Unauthorized: sign in again");

    public static readonly Error EmailTaken = new(ErrorKind.Conflict, "CONFLICT", "Email already registered");

    public static readonly Error LastAdministrator =
        new(ErrorKind.Conflict, "CONFLICT", "The last administrator cannot leave: make somebody else one first");

    public static readonly Error KeyNotFound = Error.NotFound("API key not found");

    public static readonly Error UserNotFound = Error.NotFound("User not found");

    public static readonly Error OwnStanding =
        new(ErrorKind.Conflict, "CONFLICT", "Nobody bans themselves or gives up their own role; another administrator can");

    public static readonly Error KeyRotated = new(ErrorKind.Conflict, "CONFLICT", "This API key has been rotated already; rotate the key that replaced it");

    public static readonly Error ExportTokenNotFound = Error.NotFound("The export token is unknown, used or expired");

    public static readonly Error BadAvatar = new(ErrorKind.BadRequest, "BAD_REQUEST", "An avatar is a JPEG, PNG, WebP or GIF picture in the part 'file'");

    public static Error AvatarTooLarge(long most) =>
        new Error(ErrorKind.PayloadTooLarge, "PAYLOAD_TOO_LARGE", $"An avatar has at most {most} bytes").With("maxBytes", most);

    public static Error TooManyCodes(TimeSpan wait) => RateLimited("Rate limit exceeded: wait before asking for another code", wait);

    public static Error TooManyAttempts(TimeSpan wait) => RateLimited("Rate limit exceeded: too many wrong passwords; wait before trying again", wait);

    public static Error TooManyWrongCodes(TimeSpan wait) => RateLimited("Rate limit exceeded: too many wrong codes; wait before trying again", wait);

    private static Error RateLimited(string message, TimeSpan wait) =>
        new Error(ErrorKind.TooManyRequests, "RATE_LIMITED", message).With("retryAfterSec", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
}
