using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Writes;

[TestFixtureSource(typeof(EngineHost), nameof(EngineHost.All))]
internal sealed class QueueClaimTests(string engine)
{
    private EngineHost host = null!;

    [SetUp]
    public async Task StartAsync() => host = await EngineHost.StartAsync(engine);

    [TearDown]
    public async Task StopAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Test]
    public async Task Two_nodes_that_claim_at_once_get_each_item_once()
    {
        const int items = 60;
        var images = Enumerable.Range(0, items).Select(_ => host.NewImage()).ToList();
        await host.WriteAsync(db => db.Images.AddRange(images));
        var nodes = new[] { host.Services, host.AddNode() };

        var claims = await Task.WhenAll(nodes.SelectMany(node => Enumerable.Range(0, 4).Select(_ => Task.Run(() => ClaimAllAsync(node, items)))));

        claims.SelectMany(some => some).Select(SubjectOf).ShouldBe(images.Select(image => image.Id.Value), ignoreOrder: true);
        (await host.ReadAsync(db => db.Images.CountAsync(image => image.Attempts == 1 && image.LeaseToken != null))).ShouldBe(items);
    }

    [Test]
    public async Task A_living_lease_is_left_alone_and_one_that_ran_out_is_taken_over()
    {
        var image = host.NewImage();
        await host.WriteAsync(db => db.Images.Add(image));
        var other = host.AddNode();
        var lease = TimeSpan.FromSeconds(host.Services.GetRequiredService<IOptions<ProcessingOptions>>().Value.LeaseSeconds);
        var first = (await ClaimAsync(host.Services)).ShouldHaveSingleItem();

        host.Clock.Advance(lease - TimeSpan.FromSeconds(5));
        (await ClaimAsync(other)).ShouldBeEmpty();
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        var second = (await ClaimAsync(other)).ShouldHaveSingleItem();

        SubjectOf(second).ShouldBe(image.Id.Value);
        second.ShouldNotBe(first);
        (await ClaimAsync(host.Services)).ShouldBeEmpty();

        // The one that fell silent comes back and finds that the work is no longer its own.
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IItemQueue>().First(queue => string.Equals(queue.Kind, "image-variants", StringComparison.Ordinal)).RunAsync(first, CancellationToken.None);
        (await host.ReadAsync(db => db.Images.Select(row => $"{row.Processing} {row.Attempts}").SingleAsync())).ShouldBe($"{nameof(Processing.Pending)} 2");
    }

    [Test]
    public async Task Attempts_are_bounded_also_when_nobody_ever_reports_back()
    {
        var image = host.NewImage();
        await host.WriteAsync(db => db.Images.Add(image));
        var options = host.Services.GetRequiredService<IOptions<ProcessingOptions>>().Value;
        for (var attempt = 0; attempt < options.MaxAttempts; attempt++)
        {
            (await ClaimAsync(host.Services)).ShouldHaveSingleItem();
            host.Clock.Advance(TimeSpan.FromSeconds(options.LeaseSeconds + 1));
        }

        (await ClaimAsync(host.Services)).ShouldBeEmpty();

        (await host.ReadAsync(db => db.Images.Select(row => $"{row.Processing} {row.Attempts} {row.LastError}").SingleAsync()))
            .ShouldStartWith($"{nameof(Processing.Failed)} {options.MaxAttempts} PROCESSING_ABANDONED");
        await using var scope = host.Services.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetServices<IItemQueue>().First(queue => string.Equals(queue.Kind, "image-variants", StringComparison.Ordinal));
        (await queue.ListAsync(ItemState.Failed, 10, CancellationToken.None)).ShouldHaveSingleItem().SubjectId.ShouldBe(image.Id.Value);
        (await queue.RetryAsync(image.Id.Value, CancellationToken.None)).ShouldBeTrue();
        (await ClaimAsync(host.Services)).ShouldHaveSingleItem();
    }

    // Small bites, as workers take them, until nothing is left.
    private static async Task<List<string>> ClaimAllAsync(IServiceProvider node, int most)
    {
        var claims = new List<string>();
        for (var empty = 0; empty < 3 && claims.Count <= most;)
        {
            var some = await ClaimAsync(node);
            empty = some.Count == 0 ? empty + 1 : 0;
            claims.AddRange(some);
        }

        return claims;
    }

    private static async Task<IReadOnlyList<string>> ClaimAsync(IServiceProvider node)
    {
        await using var scope = node.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IItemQueue>().First(queue => string.Equals(queue.Kind, "image-variants", StringComparison.Ordinal)).ClaimAsync(4, CancellationToken.None);
    }

    private static string SubjectOf(string claim) => claim[..claim.IndexOf(':', StringComparison.Ordinal)];
}
