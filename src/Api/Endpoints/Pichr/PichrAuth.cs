using System.ComponentModel;
using System.Text.Json.Serialization;
using Picora.Application.Accounts;

namespace Picora.Api.Endpoints.Pichr;

internal sealed record PichrSignUp(
    string? Email,
    [property: Description("8 to 64 characters, among them a letter and a digit.")] string? Password,
    [property: Description("The name that others see.")] string? Username,
    [property: Description("Must be true, where the installation demands an age.")] bool? AgeConfirmed,
    [property: Description("The code that was mailed; without it, one is mailed.")] string? Code,
    [property: Description("Needed when `CAPTCHA_REQUIRED` was answered.")] string? CaptchaToken)
{
    public SignUp ToRequest() => new(Email, Password, Code, Username, AgeConfirmed, CaptchaToken);
}

internal sealed record PichrLogin(string? Email, string? Password)
{
    public Login ToRequest() => new(Email, Password);
}

internal sealed record PichrLogout([property: JsonPropertyName("refresh_token"), Description("Otherwise the session of the access token ends.")] string? RefreshToken);

internal sealed record PichrMessage(string Message);

/// <param name="Plan"><c>free</c>, <c>pro</c> or <c>enterprise</c>.</param>
internal sealed record PichrUser(string Id, string? Email, string? Username, string Role, string Plan)
{
    public static PichrUser Of(UserView user) => new(PichrIds.User(user.Id), user.Email, user.Nickname, user.Role, PlanOf(user.Plan));

    private static string PlanOf(string plan) => plan switch
    {
        "pro" => "pro",
        "pro_plus" => "enterprise",
        _ => "free",
    };
}

/// <param name="RefreshToken">For <c>POST /v1/auth/refresh</c>, as the cookie <c>refresh_token</c>.</param>
/// <param name="ExpiresIn">Seconds that the access token is good for.</param>
internal sealed record PichrTokens(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);

internal sealed record PichrSession(PichrUser User, PichrTokens Session)
{
    public static PichrSession Of(SignedIn signedIn, AccountsOptions options) => new(
        PichrUser.Of(signedIn.User), new PichrTokens(signedIn.AccessToken, signedIn.RefreshToken, options.AccessTokenMinutes * 60));
}
