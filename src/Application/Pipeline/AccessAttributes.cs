using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Pipeline;

/// <summary>What a request needs from its caller. Every request carries exactly one; a test fails for a request without.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class AccessAttribute : Attribute;

/// <summary>Anybody may send this, with or without a credential.</summary>
public sealed class PublicAccessAttribute : AccessAttribute;

/// <summary>Any credential will do that holds the scope; a session holds every scope.</summary>
public sealed class RequireScopeAttribute(Scope scope) : AccessAttribute
{
    public Scope Scope { get; } = scope;
}

/// <summary>Any credential will do that holds one of the scopes; what it lacks the others for is left out.</summary>
public sealed class RequireAnyScopeAttribute(Scope scopes) : AccessAttribute
{
    public Scope Scopes { get; } = scopes;
}

/// <summary>Any valid credential will do.</summary>
public sealed class RequireCredentialAttribute : AccessAttribute;

/// <summary>Only a person signed in with a session: API keys are refused.</summary>
public sealed class RequireSessionAttribute : AccessAttribute;

/// <summary>Only an administrator's session.</summary>
public sealed class RequireAdministratorAttribute : AccessAttribute;

/// <summary>Never sent from outside: jobs and other use cases only.</summary>
public sealed class InternalOnlyAttribute : AccessAttribute;
