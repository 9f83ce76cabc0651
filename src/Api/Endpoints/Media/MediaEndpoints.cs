using MediatR;
using Picora.Api.Http;
using Picora.Application.Media;
using Picora.Infrastructure;

namespace Picora.Api.Endpoints.Media;

/// <summary>The bytes of media: below <c>/media</c>, and at the root of the media host when one is configured (contract section 26).</summary>
internal sealed class MediaEndpoints : IEndpointGroup
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapFiles(routes.MapGroup("/media").WithTags("media"));
        var setting = routes.ServiceProvider.GetRequiredService<IConfiguration>()[PublicUrls.MediaSetting];
        if (Uri.TryCreate(setting, UriKind.Absolute, out var host) && string.Equals(host.AbsolutePath, "/", StringComparison.Ordinal))
        {
            MapFiles(routes.MapGroup("/").RequireHost(host.Host).ExcludeFromDescription());
        }
    }

    private static void MapFiles(IEndpointRouteBuilder media)
    {
        media.MapMethods("/{id}.{extension}", Methods, OriginalAsync).WithSummary("Read an image's bytes");
        media.MapMethods("/{id}/{rendition}.webp", Methods, RenditionAsync).WithSummary("Read a rendition's bytes");
    }

    private static async Task<IResult> OriginalAsync(string id, string extension, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new OpenMedia(id, extension, null), cancellationToken)).ToMedia();

    private static async Task<IResult> RenditionAsync(string id, string rendition, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new OpenMedia(id, null, rendition), cancellationToken)).ToMedia();
}
