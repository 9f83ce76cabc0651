using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Media.Videos;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>What reaches the database for the sake of videos.</summary>
internal static class VideoScenarios
{
    private const string Id = Scenarios.Id;

    private static readonly Lazy<byte[]> Picture = new(() => Pictures.Png(8, 8));

    private static readonly string Cursor = new PageCursor(Id, DateTimeOffset.UnixEpoch).ToString();

    public static readonly IReadOnlyList<Scenario> All =
    [
        Scenarios.Send(() => new UploadVideo(new Scenarios.SmallUpload([1, 2, 3], declared: true))),
        Scenarios.Send(() => new ListVideos(null, null)),
        Scenarios.Send(() => new ListVideos(Cursor, "1")),
        Scenarios.Send(() => new GetVideo(Id)),
        Scenarios.Send(() => new GetVideoStatus(Id)),
        Scenarios.Send(() => new UpdateVideo(Id, "Title", ["one", "two"], IsPublic: false)),
        Scenarios.Send(() => new DeleteVideo(Id)),
        Scenarios.Send(() => new RetryVideo(Id)),
        Scenarios.Send(() => new CancelVideo(Id)),
        Scenarios.Send(() => new SetVideoThumbnail(Id, new Scenarios.SmallUpload(Picture.Value, declared: true))),
        Scenarios.Send(() => new OpenVideo(Id, "index.m3u8", MediaVisit.Plain)),
        Scenarios.Send(() => new OpenVideo(Id, "360p/00000.ts", MediaVisit.Plain)),
        Scenarios.Work(VideoTranscodes.QueueKind),
    ];
}
