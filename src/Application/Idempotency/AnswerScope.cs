using Picora.Application.Abstractions;
using Picora.Application.Idempotency.Contracts;
using Picora.Domain;

namespace Picora.Application.Idempotency;

/// <summary>What the units of work of the current request are to keep an answer to; nothing, for a request without a name.</summary>
public sealed class AnswerScope
{
    internal KeepingAnswer? Keeping { get; set; }
}

/// <summary>The answer to one named request, which one unit of work keeps.</summary>
internal sealed class KeepingAnswer(AnswerKeeper keeper, NamedRequest named)
{
    /// <summary>Whether a unit of work has committed it.</summary>
    public bool IsKept { get; private set; }

    public bool Awaits(Type answer) => !IsKept && (answer == named.Answer || answer == named.Attempt);

    public async Task<Result<T>> ExecuteAsync<T>(IUnitOfWork unitOfWork, Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        var fingerprint = await keeper.FingerprintAsync(cancellationToken);
        var result = await unitOfWork.ExecuteAsync(
            token => keeper.RunAsync(named, fingerprint, work, unitOfWork.IsDuplicate, token), cancellationToken);
        IsKept = AnswerKeeper.AnswerOf(result) is not null;
        return result;
    }
}

/// <summary>
/// Lets the unit of work whose value is the request's answer, or an <see cref="Attempt{TAnswer}"/> at it, keep it, too. Any other one of the request (a reservation, a clean-up) runs as
/// ever, and so has a value of another type. A request without a name pays for one comparison.
/// </summary>
public sealed class AnswerKeepingUnitOfWork(IUnitOfWork inner, AnswerScope scope) : IUnitOfWork
{
    public Task<Result<T>> ExecuteAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        scope.Keeping is { } keeping && keeping.Awaits(typeof(T))
            ? keeping.ExecuteAsync(inner, work, cancellationToken)
            : inner.ExecuteAsync(work, cancellationToken);

    public bool IsDuplicate(Exception exception) => inner.IsDuplicate(exception);
}
