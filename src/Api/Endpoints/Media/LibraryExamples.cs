using Picora.Api.Documentation;
using Picora.Application.Media.Collections;
using Picora.Application.Media.Tags;
using Picora.Application.Media.Trash;

namespace Picora.Api.Endpoints.Media;

internal static class LibraryExamples
{
    public static readonly ImageMove Move = new(["Qw3rTy7uIo1"]) { KbId = CollectionExamples.Id };

    public static readonly MovedImages Moved = new(1);

    public static readonly TagListResponse Tags = new([new TagCount("sea", 12), new TagCount("travel", 40)], null, HasMore: false);

    public static readonly TagRename Rename = new("see", "sea");

    public static readonly TagName Tag = new("sea");

    public static readonly TagChange Changed = new(12);

    public static readonly TrashResponse Trash = new(
        [ImageExamples.Image with { TrashedAt = Samples.Now.AddDays(1) }], null, HasMore: false, Total: 1, RetentionDays: 30);

    public static readonly RestoreImagesResponse Restored = new(Restored: 1, Failed: 1);

    public static readonly EmptyTrashResponse Emptied = new(7);
}
