using System.Linq.Expressions;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>What a query reads of a video to show it.</summary>
internal sealed record VideoRow(
    VideoId Id,
    UserId OwnerId,
    MediaContainer Container,
    string FileName,
    string Title,
    string TagText,
    long SizeBytes,
    int Width,
    int Height,
    long? DurationMilliseconds,
    bool IsPublic,
    AllowedReferers? AllowedReferers,
    Processing Processing,
    int Progress,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    bool HasStill,
    bool IsBlocked)
{
    public static readonly Expression<Func<Video, VideoRow>> Projection = video => new VideoRow(
        video.Id,
        video.OwnerId,
        video.Container,
        video.FileName,
        video.Title,
        video.TagText,
        video.SizeBytes,
        video.Width,
        video.Height,
        video.DurationMilliseconds,
        video.IsPublic,
        video.AllowedReferers,
        video.Processing,
        video.Progress,
        video.LastError,
        video.CreatedAt,
        video.UpdatedAt,
        video.Files.Any(file => file.Name == VideoFile.Poster || file.Name == VideoFile.Thumbnail),
        video.BlockedAt != null);

    private static readonly Func<Video, VideoRow> FromEntity = Projection.Compile();

    public double? DurationSeconds => DurationMilliseconds / 1000.0;

    public static VideoRow Of(Video video) => FromEntity(video);

    /// <summary>What its owner reads of the failure: without the code, which is for programs.</summary>
    public string? FailureText =>
        Processing == Processing.Failed && LastError is { } error && error.IndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? error[(colon + 2)..] : null;

    public string? FailureCode =>
        Processing == Processing.Failed && LastError is { } error && error.IndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? error[..colon] : null;
}
