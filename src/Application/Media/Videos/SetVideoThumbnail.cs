using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>Takes a still picture for one of the caller's videos, which goes before the one that was taken from it.</summary>
[RequireScope(Scope.VideosWrite)]
public sealed record SetVideoThumbnail(string Id, IUploadBody Body) : IRequest<Result<VideoThumbnail>>;

public sealed record VideoThumbnail(string ThumbnailUrl);

internal sealed class SetVideoThumbnailHandler(VideoThumbnails thumbnails, PictureMaking pictures, ICaller caller, IMediaDb db, IOptions<VideoOptions> options)
    : IRequestHandler<SetVideoThumbnail, Result<VideoThumbnail>>
{
    private const int Box = 1280;
    private const int Quality = 85;

    public async Task<Result<VideoThumbnail>> Handle(SetVideoThumbnail request, CancellationToken cancellationToken)
    {
        var (owner, id) = (caller.Current.UserId, VideoId.Parse(request.Id) ?? default);
        if (!await db.Videos.AnyAsync(video => video.Id == id && video.OwnerId == owner, cancellationToken))
        {
            return MediaErrors.VideoNotFound;
        }

        var file = await request.Body.ReadSmallFileAsync(options.Value.ThumbnailBytes, cancellationToken);
        return file.IsSuccess ? await MakeAsync(owner, id, file.Value, cancellationToken) : file.Error;
    }

    private async Task<Result<VideoThumbnail>> MakeAsync(UserId owner, VideoId id, byte[] file, CancellationToken cancellationToken)
    {
        var size = default(Dimensions);
        var made = await pictures.MakeAsync(file, id.Value, facts => Plan(facts.Size, out size), cancellationToken);
        return made.IsSuccess ? await thumbnails.KeepAsync(owner, id, new RenderedImage(size, made.Value), cancellationToken) : made.Error;
    }

    private static TransformPlan Plan(Dimensions source, out Dimensions size)
    {
        var plan = TransformPlan.Inside(source, Box, Quality) with { Format = ImageFormat.Jpeg, Effort = TransformPlan.UsualEffort(ImageFormat.Jpeg) };
        size = plan.Placement.Canvas;
        return plan;
    }
}

/// <summary>Stores the still pictures that owners send.</summary>
internal sealed class VideoThumbnails(IMediaDb db, IUnitOfWork unitOfWork, IObjectStorage storage, IObjectDisposal disposal, VideoViews views, TimeProvider time)
{
    public async Task<Result<VideoThumbnail>> KeepAsync(UserId owner, VideoId id, RenderedImage picture, CancellationToken cancellationToken)
    {
        // Should the process die before the commit, the sweeper finds a file that nothing refers to.
        var key = ObjectKey.NewVideoFile(id.Value, VideoFile.Thumbnail, "jpg");
        await storage.PutAsync(key, new MemoryStream(picture.Content, writable: false), cancellationToken);
        var file = VideoFile.Create(id, new MadeFile(VideoFile.Thumbnail, "jpg", picture.Size), key, picture.Content.Length, time.Now());
        var old = new List<ObjectKey>();
        var kept = await unitOfWork.ExecuteAsync(token => ReplaceAsync(owner, file, old, token), cancellationToken);
        await disposal.RemoveAsync(kept.IsSuccess ? old : [key], CancellationToken.None);
        return kept;
    }

    private async Task<Result<VideoThumbnail>> ReplaceAsync(UserId owner, VideoFile file, List<ObjectKey> old, CancellationToken cancellationToken)
    {
        var (id, now) = (file.VideoId, file.CreatedAt);
        var own = db.Videos.Where(video => video.Id == id && video.OwnerId == owner);
        // So that two that are sent at once come one after the other.
        if (await own.ExecuteUpdateAsync(row => row.SetProperty(video => video.UpdatedAt, now), cancellationToken) == 0)
        {
            return MediaErrors.VideoNotFound;
        }

        var before = db.VideoFiles.Where(other => other.VideoId == id && other.Name == VideoFile.Thumbnail);
        old.Clear();
        old.AddRange(await before.Select(other => other.Key).ToListAsync(cancellationToken));
        await before.ExecuteDeleteAsync(cancellationToken);
        disposal.Doom(old);
        db.VideoFiles.Add(file);
        var row = await own.AsNoTracking().Select(VideoRow.Projection).SingleAsync(cancellationToken);
        return new VideoThumbnail(views.ThumbnailUrl(row with { HasStill = true })!);
    }
}
