using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>Narrows lists to rows whose text to search in holds every word of a question.</summary>
public static class TextFilter
{
    /// <param name="rows">All of the kind: what narrows them further comes behind.</param>
    /// <param name="question">As a client wrote it; null and empty narrow nothing.</param>
    /// <param name="found">What the index of texts found for the question; null when it did not help.</param>
    public static IQueryable<T> Matching<T, TId>(
        this IQueryable<T> rows, string? question, IReadOnlyList<string>? found, Func<string, TId> read, Expression<Func<T, TId>> id, Expression<Func<T, string>> text)
    {
        if (found is not null)
        {
            // Fetched by their ids before anything else: an index in the list's order would be read to its end for them.
            var ids = found.Select(read).ToList();
            rows = rows.Where(With(id, value => ids.Contains(value))).OrderBy(id).Take(ids.Count);
        }

        return SearchTexts.Words(question ?? string.Empty).Aggregate(rows, (narrowed, word) => narrowed.Where(With(text, value => value.Contains(word))));
    }

    // The test of a row's value as a test of the row. What the test has captured stays a parameter of the statement.
    private static Expression<Func<T, bool>> With<T, TValue>(Expression<Func<T, TValue>> value, Expression<Func<TValue, bool>> test) =>
        Expression.Lambda<Func<T, bool>>(ReplacingExpressionVisitor.Replace(test.Parameters[0], value.Body, test.Body), value.Parameters);
}
