using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Persistence;

/// <summary>On a database server: PostgreSQL consults its own index where that pays (see <see cref="Migrations.TextIndexes"/>), and SQL Server has none for parts of words.</summary>
internal sealed class NoTextIndex : ITextIndex
{
    public ValueTask<IReadOnlyList<string>?> FindAsync(SearchedRows rows, string? question, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<string>?>(null);
}
