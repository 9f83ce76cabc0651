using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain;
using Picora.Domain.Moderation;

namespace Picora.Application.Moderation;

/// <summary>Lets people report, and programs that report in people's stead not: so many per hour, and a captcha for those without a credential.</summary>
internal sealed class ReportGate(ICaller caller, IClient client, ReportLimits limits, ICaptcha captcha, IUrlSigner signer)
{
    // Names the form, so that no other signature can be mistaken for it.
    private const string Form = "picora-reporter-1";

    public async Task<Result<Reporter>> AdmitAsync(string? captchaToken, CancellationToken cancellationToken)
    {
        var current = caller.Current;
        var subject = current.IsAuthenticated
            ? new RateSubject(RateSubjectKind.Account, current.UserId.Value)
            : new RateSubject(RateSubjectKind.Network, client.Network);
        var challenge = current.IsAuthenticated ? null : captcha.Challenge;
        var refusal = challenge is not null && string.IsNullOrEmpty(captchaToken)
            // What was only asked for in vain is no report.
            ? challenge.Required()
            : await limits.RefuseAsync(subject, cancellationToken) ?? await RefuseAsync(challenge, captchaToken, cancellationToken);
        return refusal is null
            ? new Reporter(current.IsAuthenticated ? current.UserId : null, signer.Sign($"{Form}\n{subject.Kind}\n{subject.Id}"))
            : refusal;
    }

    private async Task<Error?> RefuseAsync(CaptchaChallenge? challenge, string? token, CancellationToken cancellationToken)
    {
        if (challenge is null)
        {
            return null;
        }

        var solved = await captcha.VerifyAsync(token!, client.Address, cancellationToken);
        return solved.Error ?? (solved.Value ? null : challenge.Required());
    }
}

/// <summary>How many reports one account, or one network without an account, may make.</summary>
internal sealed class ReportLimits(IRateLimiter limiter, IOptions<ModerationOptions> options, TimeProvider time)
{
    private const string TooMany = "Rate limit exceeded: wait before reporting more";

    public async Task<Error?> RefuseAsync(RateSubject subject, CancellationToken cancellationToken)
    {
        var most = subject.Kind == RateSubjectKind.Network ? options.Value.ReportsPerNetwork : options.Value.ReportsPerAccount;
        var verdict = await limiter.TakeAsync(subject, [RateRule.PerHour(RateCounter.Report, most)], cancellationToken);
        return verdict.Refusal(time.GetUtcNow(), TooMany);
    }
}
