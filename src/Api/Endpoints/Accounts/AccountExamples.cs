using Picora.Api.Documentation;
using Picora.Application.Accounts;

namespace Picora.Api.Endpoints.Accounts;

internal static class AccountExamples
{
    private const string Code = "123456";
    private const string Password = "correct horse 42";
    private const string NewPassword = "battery staple 43";

    public static readonly SendCode CodeRequest = new(Samples.Email, "register");
    public static readonly SentCode CodeSent = new("Verification code sent");
    public static readonly Register Registration = new(Samples.Email, Password, Code);
    public static readonly Login Login = new(Samples.Email, Password);
    public static readonly LoginWithCode CodeLogin = new(Samples.Email, Code);

    public static readonly ForgotPassword Forgotten = new(Samples.Email);
    public static readonly SentCode ResetSent = new("If this email exists, a reset code has been sent");
    public static readonly ResetPassword Reset = new(Samples.Email, Code, NewPassword);
    public static readonly SentCode WasReset = new("Password reset successfully");
    public static readonly ChangePassword PasswordChange = new(Password, NewPassword);
    public static readonly SetPassword FirstPassword = new(NewPassword);
    public static readonly ChangeEmail EmailChange = new("ada@example.com", Code, Password);
    public static readonly FormField[] AvatarForm = [FormField.File("The picture.")];
    public static readonly UploadedAvatar UploadedAvatar = new($"https://api.example.org/v1/user/avatar/{Samples.UserId}?v=1767607200000");
    public static readonly EndedSessions EndedSessions = new(2);
    public static readonly IReadOnlyList<IdentityView> Identities = [new(Samples.UserId, "email", "ad***@example.org", Samples.Now)];

    public static readonly IReadOnlyList<SessionView> Sessions =
    [
        new(
            "s3ssGXR8_Z5jdHi6B-myT", "Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "203.0.113.7", Samples.Now,
            Samples.Now.AddHours(2), Samples.Now.AddDays(7), Current: true),
    ];

    public static readonly UserView User = new(
        Samples.UserId, Samples.Email, "Ada", AvatarUrl: null, "trial", "user", IsAdmin: false, EmailVerified: true, "en", IsActive: true, DocVersioningEnabled: false,
        DocVersioningMax: 10, Samples.Now);

    public static readonly UpdateMe Change = new("Ada", AvatarUrl: null, "zh-CN", DocVersioningEnabled: true, DocVersioningMax: 20);
    public static readonly UserView Moved = User with { Email = "ada@example.com" };
    public static readonly UserView Changed = User with { Locale = "zh-CN", DocVersioningEnabled = true, DocVersioningMax = 20 };
    public static readonly AuthResponse SignedIn = new(Samples.AccessToken, User);
    public static readonly RefreshResponse Refreshed = new(Samples.AccessToken, Samples.UserId, "trial");
    public static readonly VerifiedCredential Verified = new(Valid: true, Samples.UserId, "trial", "apiKey", "k7Gd2_pQx0vWc9LmZ4tRb");

    public static readonly AuditListResponse Audit = new(
        [
            new AuditEntry(
                "aUd1tGXR8_Z5jdHi6B-my", "key.created", "k7Gd2_pQx0vWc9LmZ4tRb", "203.0.113.7", "Mozilla/5.0", "session", "s3ssGXR8_Z5jdHi6B-myT", Samples.Now),
        ],
        NextCursor: null,
        HasMore: false);
}
