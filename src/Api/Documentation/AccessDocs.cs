using System.Reflection;
using Microsoft.OpenApi;
using Picora.Application.Pipeline;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Api.Documentation;

/// <summary>Who may call an operation, read off the request that it sends.</summary>
internal sealed record AccessDocs(string Sentence, IReadOnlyList<string> Failures, bool Session, bool ApiKey, IReadOnlyList<string> Scopes)
{
    /// <summary>Whether one of the scopes is enough.</summary>
    public bool AnyScopeWillDo { get; private init; }

    public const string SessionScheme = "session";
    public const string ApiKeyScheme = "apiKey";
    public const string CookieScheme = "refreshCookie";

    private static readonly string[] SessionFailures = ["UNAUTHORIZED", "TOKEN_EXPIRED"];
    private static readonly string[] KeyFailures = [.. SessionFailures, "API_KEY_REVOKED", "API_KEY_EXPIRED"];

    private static readonly AccessDocs Anybody = new("Anybody may call this.", [], Session: false, ApiKey: false, []);

    public static AccessDocs Of(Type? request) => request?.GetCustomAttribute<AccessAttribute>() switch
    {
        RequireScopeAttribute needed => WithScope(ScopeNames.ToColonList(needed.Scope)),
        RequireAnyScopeAttribute any => WithAnyScope(ScopeNames.ToColonList(any.Scopes)),
        RequireCredentialAttribute => new("Needs a session or an API key.", KeyFailures, Session: true, ApiKey: true, []),
        RequireSessionAttribute => new("Needs a session; API keys are refused.", [.. SessionFailures, "FORBIDDEN"], Session: true, ApiKey: false, []),
        RequireAdministratorAttribute => new("Needs an administrator's session.", [.. SessionFailures, "FORBIDDEN"], Session: true, ApiKey: false, []),
        _ => Anybody,
    };

    public IList<OpenApiSecurityRequirement> Requirements(OpenApiDocument document, bool cookie)
    {
        var requirements = new List<OpenApiSecurityRequirement>();
        Add(Session, SessionScheme, []);
        if (AnyScopeWillDo)
        {
            // Of several requirements, one is enough.
            foreach (var scope in Scopes)
            {
                Add(ApiKey, ApiKeyScheme, [scope]);
            }
        }
        else
        {
            Add(ApiKey, ApiKeyScheme, Scopes);
        }

        Add(cookie, CookieScheme, []);
        return requirements;

        void Add(bool applies, string scheme, IReadOnlyList<string> scopes)
        {
            if (applies)
            {
                requirements.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [.. scopes] });
            }
        }
    }

    private static AccessDocs WithAnyScope(IReadOnlyList<string> scopes) => new(
        $"Needs a session, or an API key with one of the scopes `{string.Join("`, `", scopes)}`; what the others stand for is left out.",
        [.. KeyFailures, "INSUFFICIENT_SCOPE"],
        Session: true,
        ApiKey: true,
        scopes)
    {
        AnyScopeWillDo = true,
    };

    private static AccessDocs WithScope(IReadOnlyList<string> scopes) => new(
        $"Needs a session, or an API key with the scope `{string.Join("`, `", scopes)}`.",
        [.. KeyFailures, "INSUFFICIENT_SCOPE"],
        Session: true,
        ApiKey: true,
        scopes);
}
