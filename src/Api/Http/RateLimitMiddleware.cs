using Picora.Application.Abstractions;
using Picora.Application.RateLimits;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Http;

/// <summary>Which limit an endpoint counts under.</summary>
public sealed record LimitedBy(RateTier Tier);

/// <summary>Counts each call under its endpoint's tier, before its body is read, and refuses what is too much.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateRules rules, IRateLimiter limiter, IClient client, TimeProvider time)
{
    private static readonly PathString PlanSurface = new("/api/v1");

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LimitedBy>() is { Tier: not RateTier.None } limited ? CountAsync(context, limited.Tier) : next(context);

    private async Task CountAsync(HttpContext context, RateTier tier)
    {
        var caller = context.Features.Get<CallerFeature>()?.Caller ?? Caller.Anonymous;
        var byPlan = context.Request.Path.StartsWithSegments(PlanSurface, StringComparison.Ordinal);
        var verdict = byPlan
            ? await limiter.TakeAsync(RateRules.PlanSubjectOf(caller, client), rules.OfPlan(tier, caller), context.RequestAborted)
            : await limiter.TakeAsync(RateRules.SubjectOf(caller, client), rules.Of(tier, caller), context.RequestAborted);
        context.Response.OnStarting(RateLimitHeaders.WriteAsync, new RateLimitHeaders(context.Response, verdict.State, byPlan, time));
        if (verdict.Refusal(time.GetUtcNow()) is { } refusal)
        {
            await refusal.ToAnswer().ExecuteAsync(context);
            return;
        }

        await next(context);
    }
}
