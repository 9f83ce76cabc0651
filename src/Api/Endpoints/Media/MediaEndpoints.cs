using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media;
using Picora.Infrastructure;

namespace Picora.Api.Endpoints.Media;

/// <summary>The bytes of media: below <c>/media</c>, and at the root of the media host when one is configured (contract section 26).</summary>
internal sealed class MediaEndpoints : IEndpointGroup
{
    private const string Delivery = """
        Ranges, `If-None-Match` and HEAD work. A private image needs its owner's credential or a signed address (`sig` and `exp`, from
        `signImage`), which also opens an image whose `allowedReferers` shut the asking page out. `download` makes browsers save the file.
        """;

    private static readonly string[] Failures =
        ["UNAUTHORIZED", "FORBIDDEN", "INSUFFICIENT_SCOPE", "NOT_FOUND", "CONTENT_BLOCKED", "STORAGE_UNAVAILABLE"];

    private static readonly string[] TransformFailures =
        ["INVALID_IMAGE_PARAMS", "RATE_LIMITED", "IMAGE_UNREADABLE", "IMAGE_WORKER_BUSY", "IMAGE_WORKER_CRASHED", "IMAGE_WORKER_TIMEOUT", "IMAGE_WORKER_MEMORY"];

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var (original, rendition) = MapFiles(routes.MapGroup("/media").WithTags("media"));
        original.WithName("readImage").WithSummary("Read an image's bytes, made to measure").WithDescription($"{Delivery}\n{TransformDocs.Description}")
            .Sends<OpenMedia>().TakesQuery(TransformDocs.Fields).Fails(TransformFailures).AnswersFile("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif").Fails(Failures);
        rendition.WithName("readRendition").WithSummary("Read a rendition's bytes").WithDescription("`thumbnail` or `preview`. " + Delivery)
            .Sends<OpenMedia>().AnswersFile("image/webp").Fails(Failures);
        var setting = routes.ServiceProvider.GetRequiredService<IConfiguration>()[PublicUrls.MediaSetting];
        if (Uri.TryCreate(setting, UriKind.Absolute, out var host) && string.Equals(host.AbsolutePath, "/", StringComparison.Ordinal))
        {
            _ = MapFiles(routes.MapGroup("/").RequireHost(host.Host).ExcludeFromDescription());
        }
    }

    private static (RouteHandlerBuilder Original, RouteHandlerBuilder Rendition) MapFiles(IEndpointRouteBuilder media) => (
        media.MapMethods("/{id}.{extension}", Methods, OriginalAsync),
        media.MapMethods("/{id}/{rendition}.webp", Methods, RenditionAsync));

    private static Task<IResult> OriginalAsync(string id, string extension, HttpRequest request, ISender sender, CancellationToken cancellationToken) =>
        OpenAsync(new OpenMedia(id, extension, null, MediaVisit.Plain), request, sender, cancellationToken);

    private static Task<IResult> RenditionAsync(string id, string rendition, HttpRequest request, ISender sender, CancellationToken cancellationToken) =>
        OpenAsync(new OpenMedia(id, null, rendition, MediaVisit.Plain), request, sender, cancellationToken);

    private static async Task<IResult> OpenAsync(OpenMedia open, HttpRequest request, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(open with { Visit = MediaQuery.ReadVisit(request, open.Resource) }, cancellationToken)).ToMedia();
}
