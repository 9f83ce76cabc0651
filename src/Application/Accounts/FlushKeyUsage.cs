using System.Collections.Concurrent;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Writes down when keys were last used: once for all uses since the last time. Answers how many keys it was.</summary>
[InternalOnly]
public sealed record FlushKeyUsage : IRequest<Result<int>>;

/// <summary>Uses of keys that are not written down yet.</summary>
internal sealed class KeyUsage
{
    private readonly ConcurrentDictionary<ApiKeyId, DateTimeOffset> uses = new();

    public void Note(ApiKeyId id, DateTimeOffset at) => uses[id] = at;

    /// <summary>Takes the uses out.</summary>
    public IReadOnlyList<KeyValuePair<ApiKeyId, DateTimeOffset>> Take() =>
        [.. uses.Keys.Select(id => uses.TryRemove(id, out var at) ? KeyValuePair.Create(id, at) : default).Where(use => use.Key != default)];
}

internal sealed class FlushKeyUsageHandler(IAccountsDb db, IUnitOfWork unitOfWork, KeyUsage usage) : IRequestHandler<FlushKeyUsage, Result<int>>
{
    // Other writers wait for a unit of work on SQLite, so none is long.
    private const int AtOnce = 200;

    public async Task<Result<int>> Handle(FlushKeyUsage request, CancellationToken cancellationToken)
    {
        var uses = usage.Take();
        foreach (var some in uses.Chunk(AtOnce))
        {
            await unitOfWork.ExecuteAsync(token => WriteAsync(some, token), cancellationToken);
        }

        return uses.Count;
    }

    private async Task<Result<Success>> WriteAsync(KeyValuePair<ApiKeyId, DateTimeOffset>[] uses, CancellationToken cancellationToken)
    {
        foreach (var (id, at) in uses)
        {
            await db.ApiKeys.Where(key => key.Id == id && (key.LastUsedAt == null || key.LastUsedAt < at))
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), cancellationToken);
        }

        return Success.Value;
    }
}
