using Microsoft.Extensions.Options;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Transforms;

/// <summary>How often pictures are made to measure. Asked only when one is really about to be made.</summary>
internal sealed class TransformLimits(IRateLimiter limiter, IOptions<RateLimitsOptions> options, TimeProvider time)
{
    private const string TooMany = "Too many pictures are made anew at once. Try again later.";

    private readonly RateRule[] cold = [RateRule.PerMinute(RateCounter.ColdTransform, options.Value.ColdTransformsPerMinute)];
    private readonly RateRule[] previews = [RateRule.PerMinute(RateCounter.Preview, options.Value.PreviewsPerMinute)];

    /// <summary>Counts a variant that is to be made of one of the owner's pictures; null when it may be.</summary>
    public Task<Error?> RefuseColdAsync(UserId owner, CancellationToken cancellationToken) => RefuseAsync(owner.Value, cold, cancellationToken);

    /// <summary>Counts a preview for a user; null when it may be made.</summary>
    public Task<Error?> RefusePreviewAsync(string user, CancellationToken cancellationToken) => RefuseAsync(user, previews, cancellationToken);

    private async Task<Error?> RefuseAsync(string who, RateRule[] rules, CancellationToken cancellationToken) =>
        (await limiter.TakeAsync(new RateSubject(RateSubjectKind.Account, who), rules, cancellationToken)).Refusal(time.GetUtcNow(), TooMany);
}
