using Picora.Api.Documentation;
using Picora.Application.Accounts;

namespace Picora.Api.Endpoints.Accounts;

internal static class AccountExamples
{
    private const string Code = "123456";
    private const string Password = "correct horse 42";

    public static readonly SendCode CodeRequest = new(Samples.Email, "register");
    public static readonly SentCode CodeSent = new("Verification code sent");
    public static readonly Register Registration = new(Samples.Email, Password, Code);
    public static readonly Login Login = new(Samples.Email, Password);
    public static readonly LoginWithCode CodeLogin = new(Samples.Email, Code);

    public static readonly UserView User = new(
        Samples.UserId, Samples.Email, "Ada", AvatarUrl: null, "trial", "user", IsAdmin: false, EmailVerified: true, "en", IsActive: true, DocVersioningEnabled: false,
        DocVersioningMax: 10, Samples.Now);

    public static readonly UpdateMe Change = new("Ada", "zh-CN");
    public static readonly UserView Changed = User with { Locale = "zh-CN" };
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
