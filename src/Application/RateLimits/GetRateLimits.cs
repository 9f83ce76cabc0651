using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.RateLimits;

/// <summary>How the caller's limits stand. Counts nothing.</summary>
[RequireScope(Scope.AccountRead)]
public sealed record GetRateLimits : IRequest<Result<RateLimitsResponse>>;

public sealed record RateLimitsResponse(RateLimitResponse Read, RateLimitResponse Upload, RateLimitResponse Mutation, RateLimitResponse Hourly);

public sealed record RateLimitResponse(int Limit, int Remaining, int ResetSeconds, DateTimeOffset ResetAt);

internal sealed class GetRateLimitsHandler(IRateLimiter limiter, RateRules rules, ICaller caller, IClient client, TimeProvider time)
    : IRequestHandler<GetRateLimits, Result<RateLimitsResponse>>
{
    public async Task<Result<RateLimitsResponse>> Handle(GetRateLimits request, CancellationToken cancellationToken)
    {
        var subject = RateRules.SubjectOf(caller.Current, client);
        return new RateLimitsResponse(
            await PeekAsync(RateTier.Read, 0), await PeekAsync(RateTier.Upload, 0), await PeekAsync(RateTier.Mutation, 0), await PeekAsync(RateTier.Read, 1));

        async Task<RateLimitResponse> PeekAsync(RateTier tier, int rule)
        {
            var state = await limiter.PeekAsync(subject, rules.Of(tier, caller.Current)[rule], cancellationToken);
            return new RateLimitResponse(state.Limit, state.Remaining, state.SecondsUntilReset(time.GetUtcNow()), state.ResetAt);
        }
    }
}
