using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Api.Http.Delivery;
using Picora.Application.Media;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>The bytes of media: below <c>/media</c>, which is the root of the media host when one is configured (contract section 26).</summary>
internal sealed class MediaEndpoints : IEndpointGroup
{
    private const string Delivery = """
        Ranges, `If-None-Match` and HEAD work. A private image needs its owner's credential or a signed address (`sig` and `exp`, from
        `signImage`), which also opens an image whose `allowedReferers` shut the asking page out. `download` makes browsers save the file.
        """;

    private static readonly string[] Failures =
        ["UNAUTHORIZED", "FORBIDDEN", "INSUFFICIENT_SCOPE", "NOT_FOUND", "CONTENT_BLOCKED", "BANDWIDTH_SUSPENDED", "STORAGE_UNAVAILABLE"];

    private static readonly string[] TransformFailures =
        ["INVALID_IMAGE_PARAMS", "RATE_LIMITED", "IMAGE_UNREADABLE", "IMAGE_WORKER_BUSY", "IMAGE_WORKER_CRASHED", "IMAGE_WORKER_TIMEOUT", "IMAGE_WORKER_MEMORY"];

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var (original, rendition) = MapFiles(routes.MapGroup("/media").WithTags("media"));
        original.WithName("readImage").WithSummary("Read an image's bytes, made to measure").WithDescription($"{Delivery}\n{TransformDocs.Description}")
            .Sends<OpenMedia>(RateTier.None).TakesQuery(TransformDocs.Fields).Fails(TransformFailures).AnswersFile("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/svg+xml").Fails(Failures);
        rendition.WithName("readRendition").WithSummary("Read a rendition's bytes").WithDescription("`thumbnail` or `preview`. " + Delivery)
            .Sends<OpenMedia>(RateTier.None).AnswersFile("image/webp").Fails(Failures);
    }

    private static (RouteHandlerBuilder Original, RouteHandlerBuilder Rendition) MapFiles(IEndpointRouteBuilder media) => (
        media.MapMethods("/{id}.{extension}", Methods, Original),
        media.MapMethods("/{id}/{rendition}.webp", Methods, Rendition));

    private static MediaAnswer Original(string id, string extension, HttpRequest request) => Open(new OpenMedia(id, extension, null, MediaVisit.Plain), request);

    private static MediaAnswer Rendition(string id, string rendition, HttpRequest request) => Open(new OpenMedia(id, null, rendition, MediaVisit.Plain), request);

    // Sent by the answer itself, which may have to look twice.
    private static MediaAnswer Open(OpenMedia open, HttpRequest request) => new(open with { Visit = MediaQuery.ReadVisit(request, open.Resource) }, open.Resource);
}
