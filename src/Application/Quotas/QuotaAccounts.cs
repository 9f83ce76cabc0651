using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

internal sealed class QuotaAccounts(IQuotasDb db) : IQuotaAccounts
{
    public Task OpenAsync(UserId ownerId, CancellationToken cancellationToken)
    {
        db.QuotaAccounts.AddRange(QuotaTypes.WithAccount.Select(type => QuotaAccount.Open(ownerId, type)));
        return Task.CompletedTask;
    }
}
