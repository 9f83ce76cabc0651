namespace Picora.Domain.Accounts;

/// <summary>The module's failures, with the texts of contract section 8.3.</summary>
public static class AccountErrors
{
    public static readonly Error BadLogin = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Invalid email or password");

    public static readonly Error BadCode = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Invalid or expired verification code");

    public static readonly Error BadRefresh = new(ErrorKind.Unauthorized, "UNAUTHORIZED", "Unauthorized: sign in again");

    public static readonly Error EmailTaken = new(ErrorKind.Conflict, "CONFLICT", "Email already registered");

    public static readonly Error KeyNotFound = Error.NotFound("API key not found");

    public static Error TooManyCodes(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new Error(ErrorKind.TooManyRequests, "RATE_LIMITED", "Rate limit exceeded: wait before asking for another code").With("retryAfterSec", seconds);
    }
}
