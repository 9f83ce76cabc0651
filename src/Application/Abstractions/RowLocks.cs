using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Picora.Application.Abstractions;

internal static class RowLocks
{
    /// <summary>
    /// Makes other units of work wait for these rows until this one ends, on every engine, by writing a value back to itself. What is read
    /// afterwards is the present state and stays so.
    /// </summary>
    public static Task<int> LockAsync<TRow, TValue>(
        this IQueryable<TRow> rows, Expression<Func<TRow, TValue>> anyColumn, CancellationToken cancellationToken) =>
        rows.ExecuteUpdateAsync(set => set.SetProperty(anyColumn, anyColumn), cancellationToken);
}
