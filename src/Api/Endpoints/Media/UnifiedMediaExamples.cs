using Picora.Api.Documentation;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Library;
using Picora.Application.Media.Sync;

namespace Picora.Api.Endpoints.Media;

internal static class UnifiedMediaExamples
{
    private const string Gone = "e5F6g7H8i9J0k1L2m3N4o";

    public static readonly MediaItem Item = ImageExamples.Image.ToItem();

    public static readonly MediaListResponse List = new([Item, AudioExamples.Audio.ToItem()], null, HasMore: false, Total: 2);

    public static readonly MediaToDelete ToDelete = new([new MediumToDelete(Item.Id, "image"), new MediumToDelete(Gone, "video")]);

    public static readonly DeletedMedia Deleted = new([Item.Id], [new MediumNotDeleted(Gone, "video", "NOT_FOUND")]);

    public static readonly SyncState State = new(
        [
            new SyncChange("upsert", "image", Item.Id, Samples.Now)
            {
                Url = Item.Url,
                ContentHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                SizeBytes = Item.SizeBytes,
                MimeType = Item.MimeType,
                Filename = Item.Filename,
                IsPublic = Item.IsPublic,
            },
            new SyncChange("delete", "audio", AudioExamples.Id, Samples.Now),
        ],
        "eyJyZXZpc2lvbiI6NDIsImlkIjpudWxsLCJzdGFydCI6MH0=",
        HasMore: false);
}
