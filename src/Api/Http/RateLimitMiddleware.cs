using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Http;

/// <summary>Which limit an endpoint counts under.</summary>
public sealed record LimitedBy(RateTier Tier);

/// <summary>Counts each call under its endpoint's tier, before its body is read, and refuses what is too much.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, CallCounter counter, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LimitedBy>() is { Tier: not RateTier.None } limited ? CountAsync(context, limited.Tier) : next(context);

    private async Task CountAsync(HttpContext context, RateTier tier)
    {
        context.Response.OnStarting(RateLimitHeaders.WriteAsync, new RateLimitHeaders(context, time));
        if (await counter.RefuseAsync(context, tier) is { } refusal)
        {
            await refusal.ToAnswer().ExecuteAsync(context);
            return;
        }

        await next(context);
    }
}
