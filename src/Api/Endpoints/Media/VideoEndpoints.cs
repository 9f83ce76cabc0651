using System.ComponentModel;
using MediatR;
using Microsoft.Extensions.Options;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Media.Videos;
using Picora.Application.Quotas.Contracts;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Videos (contract section 11).</summary>
internal sealed class VideoEndpoints : IEndpointGroup
{
    private const string Upload = """
        MP4, MOV, MKV, WebM or AVI. Answered once the file is safe and was looked at; the conversion to HLS (360p to 1080p, as the source allows)
        follows, and `status` says how far it is. The same bytes again give the video that is there already, with `X-Picora-Duplicate: true`, and
        cost nothing. What counts in the quota is the file as it was sent.
        """;

    private const string Get = """
        One's own, or anybody's that is public. `playbackUrl` is the playlist; that of a private video is signed, as is everything that the
        playlist names, for some hours. When more has gone out this month than the plan allows, it is that of the smallest size.
        """;

    private const string Update = """
        Changes what is given and leaves the rest. An empty title gives the file's name; tags replace all tags. `allowedReferers` names the pages
        that may show the video, as for images. Making it private makes its public addresses refuse.
        """;

    private static readonly string[] PictureFailures =
        ["IMAGE_TOO_MANY_PIXELS", "IMAGE_UNREADABLE", "IMAGE_WORKER_BUSY", "IMAGE_WORKER_CRASHED", "IMAGE_WORKER_TIMEOUT", "IMAGE_WORKER_MEMORY", "STORAGE_UNAVAILABLE"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var videos = routes.MapGroup("/v1/videos").WithTags("videos");
        videos.MapPost("/", UploadAsync).WithName("uploadVideo").WithSummary("Upload a video").WithDescription(Upload)
            .Sends<UploadVideo>(RateTier.Upload).TakesForm(VideoExamples.Form).Answers(VideoExamples.Accepted, StatusCodes.Status202Accepted)
            .Fails("PLAN_REQUIRED", "QUOTA_EXCEEDED", "PLAN_INACTIVE", "VIDEO_UNSUPPORTED", "VIDEO_TOO_LONG", "MEDIA_UNREADABLE", "MEDIA_TOO_COMPLEX", "MEDIA_TOOLS_UNAVAILABLE", "UPLOAD_EXPIRED", "STORAGE_FULL", "STORAGE_UNAVAILABLE");
        videos.MapGet("/", ListAsync).WithName("listVideos").WithSummary("List videos, newest first")
            .Sends<ListVideos>(RateTier.Read).Answers(VideoExamples.List).Fails("VALIDATION_ERROR");
        videos.MapGet("/{id}", GetAsync).WithName("getVideo").WithSummary("Read one video").WithDescription(Get)
            .Sends<GetVideo>(RateTier.Read).Answers(VideoExamples.Video).Fails("UNAUTHORIZED", "INSUFFICIENT_SCOPE", "NOT_FOUND", "CONTENT_BLOCKED");
        videos.MapGet("/{id}/status", StatusAsync).WithName("getVideoStatus").WithSummary("Read how far a video is")
            .WithDescription("`progress` is there while it is processed, `error` when it cannot be played.")
            .Sends<GetVideoStatus>(RateTier.Read).Answers(VideoExamples.Status).Fails("NOT_FOUND", "BANDWIDTH_SUSPENDED");
        videos.MapPatch("/{id}", UpdateAsync).WithName("updateVideo").WithSummary("Change title, tags, visibility or the pages that may show it").WithDescription(Update)
            .Sends<UpdateVideo>(RateTier.Mutation).Takes(VideoExamples.Patch).AnswersNothing().Fails("NOT_FOUND");
        videos.MapDelete("/{id}", DeleteAsync).WithName("deleteVideo").WithSummary("Delete one video")
            .WithDescription("Its addresses answer 404 at once, its bytes count no more, and whatever works on it stops.")
            .Sends<DeleteVideo>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
        MapWork(videos);
    }

    private static void MapWork(RouteGroupBuilder videos)
    {
        videos.MapPost("/{id}/thumbnail", ThumbnailAsync).WithName("setVideoThumbnail").WithSummary("Choose a video's still picture")
            .WithDescription("A JPEG, PNG, WebP or GIF. It is made anew within 1280 × 1280 pixels; the file itself is not kept.")
            .Sends<SetVideoThumbnail>(RateTier.Mutation).TakesForm(VideoExamples.ThumbnailForm).Answers(VideoExamples.Thumbnail)
            .Fails(["NOT_FOUND", .. PictureFailures]);
        videos.MapPost("/{id}/retry", (string id, ISender sender, CancellationToken cancellationToken) => RetryAsync(id, sender, cancellationToken))
            .WithName("retryVideo").WithSummary("Process a video again that failed or was cancelled")
            .Sends<RetryVideo>(RateTier.Mutation).Answers(VideoExamples.Processing).Fails("NOT_FOUND", "CONFLICT");
        videos.MapPost("/{id}/cancel", (string id, ISender sender, CancellationToken cancellationToken) => CancelAsync(id, sender, cancellationToken))
            .WithName("cancelVideo").WithSummary("Stop the processing of a video").WithDescription("The video stays, with the status `error`; `retry` begins anew.")
            .Sends<CancelVideo>(RateTier.Mutation).Answers(VideoExamples.Cancelled).Fails("NOT_FOUND", "CONFLICT");
    }

    private static async Task<IResult> UploadAsync(HttpContext context, ISender sender, ICaller caller, IPlanCatalog plans, CancellationToken cancellationToken)
    {
        // A plan without videos is refused in its own words, not for the size of what was sent.
        var most = plans.For(caller.Current.Plan).VideoFileBytes is > 0 and var bytes ? bytes : int.MaxValue;
        var result = await sender.Send(new UploadVideo(new MultipartBody(context, most)), cancellationToken);
        if (result is { IsSuccess: true, Value.Duplicate: true })
        {
            DuplicateHeader.Set(context.Response);
        }

        return result.Map(uploaded => uploaded.Video).ToEnvelope(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync([AsParameters] VideoListQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListVideos(query.Cursor, query.Limit ?? query.PageSize), cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetVideo(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> StatusAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetVideoStatus(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UpdateAsync(string id, MediaPatch patch, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new UpdateVideo(id, patch.Title, patch.Tags, patch.IsPublic ?? patch.IsPublicAlias, patch.Referers), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> DeleteAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteVideo(id), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> ThumbnailAsync(string id, HttpContext context, ISender sender, IOptions<VideoOptions> options, CancellationToken cancellationToken) =>
        (await sender.Send(new SetVideoThumbnail(id, new MultipartBody(context, options.Value.ThumbnailBytes)), cancellationToken)).ToEnvelope();

    private static async Task<IResult> RetryAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RetryVideo(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> CancelAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new CancelVideo(id), cancellationToken)).ToEnvelope();
}

internal sealed record VideoListQuery(
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 50, 20 by default; a larger number counts as 50.")] string? Limit,
    [property: Description("Another name of `limit`.")] string? PageSize);
