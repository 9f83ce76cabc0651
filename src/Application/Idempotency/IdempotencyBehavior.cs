using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Idempotency;

/// <summary>
/// Carries a named request out once. It stands behind authorization: whoever may not ask any more gets no kept answer either. Requests that
/// anybody may send have nobody to whom a name could belong; theirs are not looked at (decision 15).
/// </summary>
public sealed class IdempotencyBehavior<TRequest, TResponse>(IRequestName request, ICaller caller, AnswerScope scope, IServiceProvider services)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    private static readonly bool Applies =
        typeof(TRequest).GetCustomAttribute<AccessAttribute>() is not (null or PublicAccessAttribute or InternalOnlyAttribute);

    public Task<TResponse> Handle(TRequest message, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        Applies && request.Name is { } name && caller.Current.IsAuthenticated && scope.Keeping is null
            ? services.GetRequiredService<NamedRequests>().RunAsync(name, caller.Current, next, cancellationToken)
            : next();
}
