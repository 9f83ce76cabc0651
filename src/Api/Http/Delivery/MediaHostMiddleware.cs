using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Infrastructure;

namespace Picora.Api.Http.Delivery;

/// <summary>
/// Keeps media on a host of their own when <c>Picora:Urls:Media</c> names one: there, every path is a medium's and no cookie is read; on the
/// other hosts, media are only referred to it.
/// </summary>
internal sealed class MediaHostMiddleware
{
    public static readonly PathString MediaPath = new("/media");

    private readonly RequestDelegate next;
    private readonly Uri? host;
    private readonly bool redirects;

    public MediaHostMiddleware(RequestDelegate next, IConfiguration configuration, IOptions<DeliveryOptions> options)
    {
        this.next = next;
        redirects = options.Value.RedirectToMediaHost;
        var (media, api) = (Root(configuration[PublicUrls.MediaSetting]), Root(configuration[PublicUrls.ApiSetting]));
        host = media is not null && !string.Equals(media.Authority, api?.Authority, StringComparison.OrdinalIgnoreCase) ? media : null;
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (host is null)
        {
            return next(context);
        }

        var request = context.Request;
        if (IsMediaHost(request.Host))
        {
            request.Headers.Cookie = default;
            request.Path = MediaPath.Add(request.Path);
            return next(context);
        }

        if (redirects && request.Path.StartsWithSegments(MediaPath, StringComparison.Ordinal, out var rest))
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = $"{host.GetLeftPart(UriPartial.Authority)}{rest.ToUriComponent()}{request.QueryString}";
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Task.CompletedTask;
        }

        return next(context);
    }

    // The port counts only when the setting names one, as on a machine where API and media differ by nothing else.
    private bool IsMediaHost(HostString asked) =>
        string.Equals(asked.Host, host!.Host, StringComparison.OrdinalIgnoreCase) && (host.IsDefaultPort || asked.Port == host.Port);

    private static Uri? Root(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && string.Equals(uri.AbsolutePath, "/", StringComparison.Ordinal) ? uri : null;
}
