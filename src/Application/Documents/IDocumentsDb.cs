using Microsoft.EntityFrameworkCore;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>The documents module's tables.</summary>
public interface IDocumentsDb
{
    DbSet<Document> Documents { get; }

    DbSet<DocumentRevision> DocumentRevisions { get; }

    DbSet<DocumentText> DocumentTexts { get; }
}
