using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Idempotency.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Idempotency;

namespace Picora.Application.Idempotency;

/// <summary>Somebody's request, by the name that they gave it.</summary>
/// <param name="Id">Under which its answer is kept.</param>
/// <param name="Passphrase">Under which its answer is sealed.</param>
/// <param name="Answer">The type of its answer.</param>
internal sealed record NamedRequest(string Id, UserId Owner, string Passphrase, Type Answer)
{
    /// <summary>The type of an <see cref="Attempt{TAnswer}"/> at it.</summary>
    public Type Attempt { get; } = typeof(Attempt<>).MakeGenericType(Answer);
}

/// <summary>An answer that was kept: its value, or why it is not given.</summary>
internal sealed record FoundAnswer(object? Value, Error? Refusal);

/// <summary>An answer that no unit of work has had as its value.</summary>
internal sealed record LateAnswer(object Value);

/// <summary>Another transaction has kept an answer to this request, so this one must not have any effect.</summary>
internal sealed class AnsweredMeanwhileException : Exception;

/// <summary>Keeps answers with the effects that they tell of, and finds them again.</summary>
internal sealed class AnswerKeeper(
    IIdempotencyDb db, IRequestName request, ISecretBox box, TimeProvider time, IOptions<IdempotencyOptions> options)
{
    /// <summary>Null when there is none yet.</summary>
    public async Task<FoundAnswer?> FindAsync(NamedRequest named, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var kept = await db.KeptAnswers.AsNoTracking()
            .Where(row => row.Id == named.Id && row.ExpiresAt > now)
            .Select(row => new { row.Fingerprint, row.Answer }).SingleOrDefaultAsync(cancellationToken);
        if (kept is null)
        {
            return null;
        }

        var same = string.Equals(kept.Fingerprint, await FingerprintAsync(cancellationToken), StringComparison.Ordinal);
        return same ? Read(named, kept.Answer) : new FoundAnswer(null, IdempotencyErrors.Reused);
    }

    public async Task<string> FingerprintAsync(CancellationToken cancellationToken) =>
        box.HashOf($"request\n{await request.FingerprintAsync(cancellationToken)}");

    /// <summary>
    /// The work, and the row with its answer, in one unit of work. The row comes first: of two transactions, on whatever nodes, the later one
    /// waits for the earlier here and fails when that one commits, before it has looked at anything.
    /// </summary>
    /// <exception cref="AnsweredMeanwhileException">The other one has committed.</exception>
    public async Task<Result<T>> RunAsync<T>(
        NamedRequest named, string fingerprint, Func<CancellationToken, Task<Result<T>>> work, Func<Exception, bool> isDuplicate, CancellationToken cancellationToken)
    {
        var now = time.Now();
        await db.KeptAnswers.Where(row => row.Id == named.Id && row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        var kept = KeptAnswer.Begin(named.Id, named.Owner, fingerprint, now.AddHours(options.Value.KeepHours));
        db.KeptAnswers.Add(kept);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (isDuplicate(exception))
        {
            throw new AnsweredMeanwhileException();
        }

        var result = await work(cancellationToken);
        if (AnswerOf(result) is { } answer)
        {
            kept.Keep(box.Seal(named.Passphrase, JsonSerializer.SerializeToUtf8Bytes(answer, named.Answer)));
        }
        else
        {
            db.KeptAnswers.Remove(kept);
        }

        return result;
    }

    /// <summary>The answer that a unit of work has brought; null for a failure, and for an attempt without one.</summary>
    public static object? AnswerOf<T>(Result<T> result) => result.IsSuccess
        ? result.Value switch
        {
            LateAnswer late => late.Value,
            IAttempt attempt => attempt.AnyAnswer,
            var value => value,
        }
        : null;

    // A version of the program that wrote another form, or a secret that was replaced, leave an answer that nobody can read.
    private FoundAnswer Read(NamedRequest named, byte[] answer)
    {
        try
        {
            return box.Open(named.Passphrase, answer) is { } json
                ? new FoundAnswer(JsonSerializer.Deserialize(json, named.Answer), null)
                : new FoundAnswer(null, IdempotencyErrors.AnswerLost);
        }
        catch (JsonException)
        {
            return new FoundAnswer(null, IdempotencyErrors.AnswerLost);
        }
    }
}
