using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Transforms;

/// <summary>Remembers for a while which variants could not be made, so that a broken picture costs one attempt and not one per request.</summary>
internal sealed class VariantFailures(IOptions<TransformOptions> options, TimeProvider time)
{
    // More than anybody needs; past it old failures go before their time.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<ObjectKey, Failure> failures = new();

    /// <summary>Why the variant is not tried now; null when it may be.</summary>
    public Error? Find(ObjectKey key)
    {
        if (!failures.TryGetValue(key, out var failure))
        {
            return null;
        }

        var left = failure.Until - time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            return failure.Error.With("retryAfterSec", (int)Math.Ceiling(left.TotalSeconds));
        }

        failures.TryRemove(key, out _);
        return null;
    }

    public void Remember(ObjectKey key, Error error)
    {
        if (failures.Count >= Most)
        {
            failures.Clear();
        }

        failures[key] = new Failure(error, time.GetUtcNow() + TimeSpan.FromSeconds(options.Value.FailureSeconds));
    }

    private readonly record struct Failure(Error Error, DateTimeOffset Until);
}
