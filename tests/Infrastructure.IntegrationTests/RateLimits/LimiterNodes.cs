using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Application.RateLimits.Contracts;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Infrastructure.RateLimits;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.RateLimits;

/// <summary>Several nodes' limiters on one real database, each with what gives its leases back.</summary>
internal sealed class LimiterNodes(EngineHost host, RateLimitsOptions options) : IAsyncDisposable
{
    private readonly List<RateRecall> recalls = [];

    public DatabaseRateLimitStore Store { get; } = new(host.Services.GetRequiredService<IServiceScopeFactory>(), Options.Create(options));

    /// <param name="givesBack">False for one that holds what it has and says nothing any more, as if it had died.</param>
    public async Task<RateLimiter> AddAsync(TestClock clock, bool givesBack = true)
    {
        var limiter = new RateLimiter(Options.Create(options), clock, Store);
        if (givesBack)
        {
            recalls.Add(new RateRecall(limiter, Store, Options.Create(options), clock, NullLogger<RateRecall>.Instance));
            await recalls[^1].StartAsync(CancellationToken.None);
        }

        return limiter;
    }

    /// <summary>Stops all nodes in an orderly way.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var recall in recalls)
        {
            await recall.StopAsync(CancellationToken.None);
            recall.Dispose();
        }

        recalls.Clear();
    }
}
