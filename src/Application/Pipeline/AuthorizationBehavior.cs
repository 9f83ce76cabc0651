using System.Reflection;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Pipeline;

/// <summary>Turns away a caller that the request's access attribute does not admit, before anything else looks at the request.</summary>
public sealed class AuthorizationBehavior<TRequest, TResponse>(ICaller caller) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    private static readonly AccessAttribute Access = typeof(TRequest).GetCustomAttribute<AccessAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TRequest)} declares no access attribute.");

    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        Refusal(caller.Current, caller.Rejection) is { } refusal ? Task.FromResult(TResponse.Failure(refusal)) : next();

    private static Error? Refusal(Caller caller, Error? rejection) => Access switch
    {
        PublicAccessAttribute or InternalOnlyAttribute => null,
        _ when !caller.IsAuthenticated => rejection ?? AccessErrors.Unauthorized,
        RequireCredentialAttribute => null,
        RequireScopeAttribute needed => caller.Scopes.HasFlag(needed.Scope)
            ? null
            : AccessErrors.InsufficientScope(needed.Scope, caller.Scopes),
        RequireAnyScopeAttribute any => (caller.Scopes & any.Scopes) != Scope.None ? null : AccessErrors.InsufficientScope(any.Scopes, caller.Scopes),
        RequireSessionAttribute or RequireAdministratorAttribute when caller.Credential != Credential.Session => AccessErrors.KeysNotAllowed,
        RequireSessionAttribute => null,
        RequireAdministratorAttribute => caller.IsAdministrator ? null : AccessErrors.Forbidden,
        _ => throw new InvalidOperationException($"No rule for {Access.GetType()}."),
    };
}
