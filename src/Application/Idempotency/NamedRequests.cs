using MediatR;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Idempotency;

/// <summary>Runs the handler of a named request, unless it has been answered; then gives that answer.</summary>
internal sealed class NamedRequests(
    AnswerKeeper keeper, AnswerScope scope, RequestsInProgress inProgress, IUnitOfWork unitOfWork, IRequestName request, ISecretBox box)
{
    public async Task<TResponse> RunAsync<TResponse>(
        string name, Caller caller, RequestHandlerDelegate<TResponse> handle, CancellationToken cancellationToken)
        where TResponse : IResult<TResponse>
    {
        var named = Identify(name, caller, TResponse.ValueType);
        if (!inProgress.TryEnter(named.Id))
        {
            return TResponse.Failure(IdempotencyErrors.InProgress);
        }

        try
        {
            return await keeper.FindAsync(named, cancellationToken) is { } kept
                ? Replay<TResponse>(kept)
                : await HandleAsync(named, handle, cancellationToken);
        }
        finally
        {
            inProgress.Leave(named.Id);
        }
    }

    // A session's name is its person's: it counts for the session after it, too. A key's is the key's own.
    private NamedRequest Identify(string name, Caller caller, Type answer)
    {
        var whose = caller.Credential == Credential.Session ? $"user {caller.UserId.Value}" : $"credential {caller.CredentialId}";
        return new NamedRequest(box.HashOf($"answer\n{whose}\n{name}"), caller.UserId, $"answer\n{whose}\n{name}", answer);
    }

    private async Task<TResponse> HandleAsync<TResponse>(
        NamedRequest named, RequestHandlerDelegate<TResponse> handle, CancellationToken cancellationToken)
        where TResponse : IResult<TResponse>
    {
        var keeping = new KeepingAnswer(keeper, named);
        scope.Keeping = keeping;
        try
        {
            var response = await handle();
            if (response.AnyValue is { } value && !keeping.IsKept)
            {
                // No unit of work had this answer as its value: it is kept behind the effect, if there was one.
                await keeping.ExecuteAsync<LateAnswer>(unitOfWork, _ => Task.FromResult<Result<LateAnswer>>(new LateAnswer(value)), cancellationToken);
            }

            return response;
        }
        catch (AnsweredMeanwhileException)
        {
            return await keeper.FindAsync(named, cancellationToken) is { } kept ? Replay<TResponse>(kept) : TResponse.Failure(IdempotencyErrors.InProgress);
        }
        finally
        {
            scope.Keeping = null;
        }
    }

    private TResponse Replay<TResponse>(FoundAnswer kept)
        where TResponse : IResult<TResponse>
    {
        if (kept.Refusal is { } refusal)
        {
            return TResponse.Failure(refusal);
        }

        request.MarkReplayed();
        return TResponse.From(kept.Value!);
    }
}
