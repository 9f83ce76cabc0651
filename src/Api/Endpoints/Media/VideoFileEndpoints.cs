using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Api.Http.Delivery;
using Picora.Application.Media;
using Picora.Application.Media.Videos;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>The playlists, pieces and pictures of videos: below <c>/media/video</c>, which is <c>/video</c> on the media host (contract section 26).</summary>
internal sealed class VideoFileEndpoints : IEndpointGroup
{
    private const string Playlist = "application/vnd.apple.mpegurl";

    private const string Delivery = """
        Ranges, `If-None-Match` and HEAD work. That of a private video needs its owner's credential or a signed address (`exp` and `sig`), as
        `getVideo` gives it to the owner; a playlist that was opened so names signed addresses, which hold as long as its own.
        """;

    private static readonly string[] Failures =
        ["UNAUTHORIZED", "FORBIDDEN", "INSUFFICIENT_SCOPE", "NOT_FOUND", "CONTENT_BLOCKED", "BANDWIDTH_SUSPENDED", "STORAGE_UNAVAILABLE"];

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var video = routes.MapGroup("/media/video/{id}").WithTags("media");
        Describe(video.MapMethods("/index.m3u8", Methods, (string id, HttpRequest request) => Open(id, "index.m3u8", request)), "playVideo", "Play a video: the HLS playlist of its sizes", Playlist);
        Describe(video.MapMethods("/{rendition}/index.m3u8", Methods, (string id, string rendition, HttpRequest request) => Open(id, $"{rendition}/index.m3u8", request)), "playVideoRendition", "Play a video in one size", Playlist);
        Describe(video.MapMethods("/{rendition}/{piece}.ts", Methods, (string id, string rendition, string piece, HttpRequest request) => Open(id, $"{rendition}/{piece}.ts", request)), "readVideoPiece", "Read a piece of a video", "video/mp2t");
        Describe(video.MapMethods("/thumbnail.jpg", Methods, (string id, HttpRequest request) => Open(id, "thumbnail.jpg", request)), "readVideoThumbnail", "Read a video's still picture", "image/jpeg");
        Describe(video.MapMethods("/storyboard.vtt", Methods, (string id, HttpRequest request) => Open(id, "storyboard.vtt", request)), "readStoryboard", "Read which small picture shows which moment", "text/vtt");
        Describe(video.MapMethods("/storyboard.jpg", Methods, (string id, HttpRequest request) => Open(id, "storyboard.jpg", request)), "readStoryboardSheet", "Read the small pictures of a video", "image/jpeg");
        Describe(video.MapMethods("/download.{extension}", Methods, (string id, string extension, HttpRequest request) => Open(id, $"download.{extension}", request)), "downloadVideo", "Download a video as it was sent", "video/mp4", "video/quicktime", "video/x-matroska", "video/webm", "video/x-msvideo");
    }

    private static void Describe(RouteHandlerBuilder operation, string name, string summary, params string[] types) =>
        operation.WithName(name).WithSummary(summary).WithDescription(Delivery).Sends<OpenVideo>(RateTier.None).AnswersFile(types).Fails(Failures);

    // Sent by the answer itself, which may have to look twice.
    private static MediaAnswer Open(string id, string name, HttpRequest request)
    {
        var open = new OpenVideo(id, name, MediaVisit.Plain);
        return new MediaAnswer(open with { Visit = MediaQuery.ReadVisit(request, open.Resource) }, open.Resource);
    }
}
