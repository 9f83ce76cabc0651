using Picora.Infrastructure;

namespace Picora.Api.Http;

/// <summary>
/// Cross-origin rules of contract section 2.6: any page may call with a bearer credential, because the browser sends nothing by itself;
/// only the configured dashboard origins may send the refresh cookie along.
/// </summary>
internal static class CorsServices
{
    public const string DashboardOriginsSetting = PublicUrls.DashboardOriginsSetting;

    private static readonly string[] AllowedHeaders =
    [
        "Authorization", "Content-Type", "Tus-Resumable", "Upload-Length", "Upload-Offset", "Upload-Metadata", "Upload-Checksum",
        "Upload-Concat", "X-HTTP-Method-Override", "Idempotency-Key", "If-Unmodified-Since", "If-None-Match", "If-Match", "Range", "Picora-Sync-Version",
    ];

    private static readonly string[] ExposedHeaders =
    [
        "x-request-id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-RateLimit-Limit", "X-RateLimit-Remaining",
        "X-RateLimit-Reset", "Retry-After", DuplicateHeader.Name, "X-Idempotent-Replay", "Idempotency-Replayed",
        "X-Picora-Key-Rotated", "Deprecation", "Sunset", "X-Source-Hash", "X-Updated-At", "ETag", "Location",
        "Content-Range", "Accept-Ranges", "Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size", "Upload-Offset", "Upload-Length",
        "Upload-Expires", "Upload-Metadata", "Tus-Checksum-Algorithm", "X-Picora-Resource-Id", "X-Picora-Resource-Type", "X-Picora-Resource-Url",
    ];

    public static IServiceCollection AddPicoraCors(this IServiceCollection services, IConfiguration configuration)
    {
        var dashboards = configuration.GetSection(DashboardOriginsSetting).Get<string[]>() ?? [];
        return services.AddCors(cors =>
        {
            cors.AddDefaultPolicy(policy => policy
                .AllowAnyOrigin().AllowAnyMethod().WithHeaders(AllowedHeaders).WithExposedHeaders(ExposedHeaders).SetPreflightMaxAge(TimeSpan.FromHours(1)));
            cors.AddPolicy(DashboardPolicy, policy => policy
                .WithOrigins(dashboards).AllowCredentials().AllowAnyMethod().WithHeaders(AllowedHeaders).WithExposedHeaders(ExposedHeaders));
        });
    }

    /// <summary>For the endpoints that read the refresh cookie.</summary>
    public const string DashboardPolicy = "dashboard";
}
