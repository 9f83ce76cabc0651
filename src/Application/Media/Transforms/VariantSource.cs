using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Media.Watermarks;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Transforms;

internal sealed class VariantSource(
    VariantCache cache, VariantFailures failures, IImageRenderer renderer, TransformLimits limits, IServiceScopeFactory scopes, VariantMetrics metrics) : IVariantSource
{
    // Says that the picture can be made, only not now and not here.
    private const string Busy = "IMAGE_WORKER_BUSY";

    private readonly SingleFlight<(ObjectKey Key, string? Preview), Result<byte[]>> flights = new();

    public async Task<Result<Stream>> OpenAsync(VariantOrder order, CancellationToken cancellationToken)
    {
        // What is being made is not there yet: the storage need not be asked again by each who waits.
        var (flight, started) = ((order.Key, order.Preview), Stopwatch.GetTimestamp());
        if (order.Preview is null && !flights.IsUnderWay(flight) && await cache.OpenAsync(order.Key, cancellationToken) is { } kept)
        {
            metrics.Stored(started);
            return kept;
        }

        if (!order.MayBeMade)
        {
            return WatermarkDirectory.Unknown;
        }

        if (failures.Find(order.Key) is { } failure)
        {
            return failure;
        }

        var made = await flights.JoinAsync(flight, token => MakeAsync(order, token), cancellationToken);
        metrics.Made(started, made.Error);
        return made.Map<Stream>(content => new MemoryStream(content, writable: false));
    }

    private async Task<Result<byte[]>> MakeAsync(VariantOrder order, CancellationToken cancellationToken)
    {
        if (order.Preview is { } user)
        {
            return await limits.RefusePreviewAsync(user, cancellationToken) ?? await RenderAsync(order, cancellationToken);
        }

        // Somebody may have made it between our look and now.
        if (await ReadAsync(order.Key, cancellationToken) is { } kept)
        {
            return kept;
        }

        if (await limits.RefuseColdAsync(order.Owner, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var made = await RenderAsync(order, cancellationToken);
        if (made.IsSuccess)
        {
            await KeepAsync(order, made.Value);
        }

        return made;
    }

    private async Task<Result<byte[]>> RenderAsync(VariantOrder order, CancellationToken cancellationToken)
    {
        var rendered = await renderer.RenderAsync(order.Source, [order.Plan], RenderLane.Live, cancellationToken);
        if (rendered.Error is { } error && !string.Equals(error.Code, Busy, StringComparison.Ordinal))
        {
            failures.Remember(order.Key, error);
        }

        return rendered.Map(images => images[0].Content);
    }

    private async Task<byte[]?> ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var kept = await cache.OpenAsync(key, cancellationToken);
        if (kept is null)
        {
            return null;
        }

        var content = new byte[kept.Length];
        await kept.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private async Task KeepAsync(VariantOrder order, byte[] content)
    {
        await cache.KeepAsync(order.Key, content);
        await using var scope = scopes.CreateAsyncScope();
        var images = scope.ServiceProvider.GetRequiredService<IMediaDb>().Images;
        if (!await images.AnyAsync(image => image.Id == order.Image, CancellationToken.None))
        {
            // Deleted meanwhile, and its variants with it, all but this one.
            await cache.RemoveAsync(order.Key, CancellationToken.None);
        }
    }
}
