using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;

namespace Picora.Api.Http.Delivery;

/// <summary>Leaves the sending of a stored file to nginx in front, after Picora has decided who may have it: <c>X-Accel-Redirect</c>.</summary>
internal static class AccelRedirect
{
    private const string Header = "X-Accel-Redirect";

    /// <summary>False when Picora sends the bytes itself: by setting, or because they are not the stored ones or nginx cannot decide the request as we do.</summary>
    public static bool TryHandOver(HttpContext context, MediaFile file)
    {
        var services = context.RequestServices;
        var prefix = services.GetRequiredService<IOptions<DeliveryOptions>>().Value.AccelPrefix;
        if (prefix.Length == 0 || file is not { Layout: null, Variant: null, Inline: null } || context.Request.Headers.IfRange.Count > 0 || services.GetService<ILocalObjectPaths>() is null)
        {
            return false;
        }

        // nginx cuts the range out of the whole file that it is named.
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.Headers.ContentRange = default;
        context.Response.Headers[Header] = $"{prefix}/{file.Key.Value}";
        return true;
    }
}
