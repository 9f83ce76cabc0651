using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>Runs a write in one transaction on the scope's own database context.</summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Begins a transaction, runs <paramref name="work"/>, saves what it changed on the context and commits. A failed result rolls back.
    /// When the call returns a success, the effect is durable: it survives a power cut.
    /// </summary>
    /// <param name="work">
    /// Touches the database only, and nothing else: the engine may run it again after a transient failure, and on SQLite all writers of
    /// the process wait for it. The context's tracked entities are forgotten before each run.
    /// </param>
    Task<Result<T>> ExecuteAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken);

    /// <summary>Whether the exception is the database's refusal of a second row under the same unique index.</summary>
    bool IsDuplicate(Exception exception);
}
