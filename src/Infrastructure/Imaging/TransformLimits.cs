using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Transforms;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Infrastructure.Imaging;

/// <summary>One bucket of tokens per owner and per user, in this process; one token drops at a time, so that waiting times are true.</summary>
internal sealed class TransformLimits(IOptions<TransformOptions> options) : ITransformLimits, IDisposable
{
    private readonly PartitionedRateLimiter<string> cold = PerMinute(options.Value.ColdPerMinute);
    private readonly PartitionedRateLimiter<string> previews = PerMinute(options.Value.PreviewsPerMinute);

    public Error? RefuseCold(UserId owner) => Refuse(cold, owner.Value);

    public Error? RefusePreview(string user) => Refuse(previews, user);

    public void Dispose()
    {
        cold.Dispose();
        previews.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / permits,
        }));

    private static Error? Refuse(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        return new Error(ErrorKind.TooManyRequests, "RATE_LIMITED", "Too many pictures are made anew at once. Try again later.")
            .With("retryAfterSec", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
    }
}
