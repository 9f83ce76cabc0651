using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Writes down how keys were used: once for all uses since the last time. Answers how many keys it was.</summary>
[InternalOnly]
public sealed record FlushKeyUsage : IRequest<Result<int>>;

internal sealed class FlushKeyUsageHandler(IAccountsDb db, IUnitOfWork unitOfWork, KeyUsage usage) : IRequestHandler<FlushKeyUsage, Result<int>>
{
    // Other writers wait for a unit of work on SQLite, so none is long.
    private const int AtOnce = 200;

    public async Task<Result<int>> Handle(FlushKeyUsage request, CancellationToken cancellationToken)
    {
        var uses = usage.Take();
        var written = 0;
        try
        {
            foreach (var some in uses.Chunk(AtOnce))
            {
                await unitOfWork.ExecuteAsync(token => WriteAsync(some, token), cancellationToken);
                written += some.Length;
            }
        }
        finally
        {
            usage.PutBack(uses.Skip(written));
        }

        return uses.Count;
    }

    private async Task<Result<Success>> WriteAsync(KeyValuePair<ApiKeyId, KeyUse>[] uses, CancellationToken cancellationToken)
    {
        foreach (var (id, use) in uses)
        {
            await WriteAsync(db.ApiKeys.Where(key => key.Id == id), use, cancellationToken);
        }

        return Success.Value;
    }

    private static async Task WriteAsync(IQueryable<ApiKey> key, KeyUse use, CancellationToken cancellationToken)
    {
        await key.ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Calls, row => row.Calls + use.Calls)
                .SetProperty(row => row.BytesIn, row => row.BytesIn + use.BytesIn)
                .SetProperty(row => row.BytesOut, row => row.BytesOut + use.BytesOut),
            cancellationToken);
        if (use.At is { } at)
        {
            var (address, agent) = (Cut(use.Address, Session.MaxAddressLength), Cut(use.UserAgent, Session.MaxUserAgentLength));
            // Another node may have seen a later one.
            await key.Where(row => row.LastUsedAt == null || row.LastUsedAt < at).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.LastUsedAt, at)
                    .SetProperty(row => row.LastAddress, address)
                    .SetProperty(row => row.LastUserAgent, agent)
                    .SetProperty(row => row.UnusedWarnedAt, (DateTimeOffset?)null),
                cancellationToken);
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
