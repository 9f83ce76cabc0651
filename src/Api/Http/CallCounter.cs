using Picora.Api.Documentation;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>How the caller's limit stood when they were last counted in this request.</summary>
/// <param name="ByPlan">Whether it is the plan's, per hour.</param>
internal sealed record CountedCall(RateState State, bool ByPlan);

/// <summary>Counts what a caller does under a tier, by the rules of the surface that was asked.</summary>
internal sealed class CallCounter(RateRules rules, IRateLimiter limiter, IClient client, TimeProvider time)
{
    /// <summary>The refusal; null when it is counted.</summary>
    public async Task<Error?> RefuseAsync(HttpContext context, RateTier tier)
    {
        var credential = context.Features.Get<CallerFeature>();
        var caller = CountsNetworks(context, tier) ? Caller.Anonymous : credential?.Caller ?? Caller.Anonymous;
        var byPlan = BareSurface.Covers(context);
        var verdict = byPlan
            ? await limiter.TakeAsync(RateRules.PlanSubjectOf(caller, client), rules.OfPlan(tier, caller), context.RequestAborted)
            : await limiter.TakeAsync(SubjectOf(caller, tier, credential?.Rejection), rules.Of(tier, caller), context.RequestAborted);
        context.Features.Set(new CountedCall(verdict.State, byPlan));
        return verdict.Refusal(time.GetUtcNow());
    }

    // A forgery is counted without the database. Where anybody guesses what opens an account, it buys no more guesses.
    private RateSubject SubjectOf(Caller caller, RateTier tier, Error? rejection) => rejection is not null && tier is not (RateTier.Auth or RateTier.Exchange)
        ? new RateSubject(RateSubjectKind.Refused, client.Network)
        : RateRules.SubjectOf(caller, client);

    // Nor does one that counts.
    private static bool CountsNetworks(HttpContext context, RateTier tier) =>
        tier is RateTier.Auth or RateTier.Exchange && context.GetEndpoint()?.Metadata.GetMetadata<SentRequest>()?.IsPublic == true;
}
