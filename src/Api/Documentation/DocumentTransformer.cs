using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Picora.Api.Http;
using Picora.Application.Abstractions;

namespace Picora.Api.Documentation;

/// <summary>What the description says of the API as a whole.</summary>
internal sealed class DocumentTransformer(IPublicUrls urls) : IOpenApiDocumentTransformer
{
    private static readonly (string Name, string Description)[] Tags =
    [
        ("auth", "Signing up, in and out."),
        ("user", "The caller's own account, and what is used of its plan."),
        ("api-keys", "Keys for tools. Only a session manages them."),
        ("images", "Pictures: upload, list, change, delete."),
        ("collections", "Albums and other collections: what belongs together, in an order."),
        ("trash", "What was deleted and can be taken back for a while."),
        ("media", "The bytes of pictures and of their renditions."),
        ("pichr", "The Pichr-compatible surface: pictures and albums in bare JSON, with limits per hour."),
        ("admin", "Background work, for administrators."),
        ("health", "Whether the server runs, and what it can do."),
    ];

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Picora API", Version = ProductVersion.Text, Description = Introduction.For(urls.Api) };
        document.Servers = [new OpenApiServer { Url = urls.Api, Description = "This server" }];
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [AccessDocs.SessionScheme] = Bearer("JWT", "The access token of a session, from signing in or from `POST /v1/auth/refresh`. Lives 15 minutes."),
            [AccessDocs.ApiKeyScheme] = Bearer("sk_live_…", "An API key: `sk_live_` and 32 characters. The operation names the scope that it needs."),
            [AccessDocs.CookieScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = RefreshCookie.Name,
                Description = "Set by signing in; HttpOnly. Lives 7 days.",
            },
        };
        document.Components.Headers = RateLimitDocs.Components();
        SchemaDocs.RequireData(document);
        // Operations refer to it by name.
        document.AddComponent<IOpenApiSchema>(nameof(ErrorEnvelope), await context.GetOrCreateSchemaAsync(typeof(ErrorEnvelope), null, cancellationToken));
        document.AddComponent<IOpenApiSchema>(nameof(BareError), await context.GetOrCreateSchemaAsync(typeof(BareError), null, cancellationToken));
    }

    private static OpenApiSecurityScheme Bearer(string format, string description) =>
        new() { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = format, Description = description };
}
