using Microsoft.EntityFrameworkCore;
using Picora.Application.Documents.Writing;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Documents;

/// <summary>How many documents people have; deleted ones do not count.</summary>
/// <param name="isMemory">Whether it is about assistants' memories, or about all others.</param>
internal sealed class DocumentRecount(IDocumentsDb db, bool isMemory) : IQuotaRecount
{
    public QuotaType Type => DocumentShelf.QuotaOf(isMemory);

    public async Task<IReadOnlyDictionary<UserId, QuotaTotal>> CountAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken) =>
        await db.Documents.Where(row => owners.Contains(row.OwnerId) && row.DeletedAt == null && row.IsMemory == isMemory)
            .GroupBy(row => row.OwnerId).Select(group => new { Owner = group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(row => row.Owner, row => new QuotaTotal(row.Count, row.Count), cancellationToken);
}
