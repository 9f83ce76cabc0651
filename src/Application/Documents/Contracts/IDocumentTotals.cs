using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Documents.Contracts;

/// <summary>What a person's documents add up to, counted and not remembered.</summary>
public interface IDocumentTotals
{
    Task<DocumentTotal> OfAsync(UserId owner, CancellationToken cancellationToken);
}

/// <param name="Count">Deleted ones do not count.</param>
/// <param name="Bytes">Of their texts as they are given out.</param>
/// <param name="Revisions">How many earlier texts are kept.</param>
public sealed record DocumentTotal(long Count, long Bytes, long Revisions, long RevisionBytes);
