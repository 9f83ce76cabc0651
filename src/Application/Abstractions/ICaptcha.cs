using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>Tells people from programs.</summary>
public interface ICaptcha
{
    /// <summary>What a client needs to show one; null when none is configured.</summary>
    CaptchaChallenge? Challenge { get; }

    /// <summary>Whether a person has solved it. <c>CAPTCHA_UNAVAILABLE</c> when the provider does not say.</summary>
    /// <param name="token">What the provider gave the client; good for once.</param>
    /// <param name="address">The client's IP address.</param>
    Task<Result<bool>> VerifyAsync(string token, string address, CancellationToken cancellationToken);
}

/// <param name="Provider">Such as <c>turnstile</c>.</param>
/// <param name="SiteKey">Public.</param>
public sealed record CaptchaChallenge(string Provider, string SiteKey)
{
    /// <summary>What to ask of a client that has not solved one.</summary>
    public Error Required() =>
        new Error(ErrorKind.Validation, "CAPTCHA_REQUIRED", "Solve the captcha and send its token as captchaToken").With("provider", Provider).With("siteKey", SiteKey);
}
