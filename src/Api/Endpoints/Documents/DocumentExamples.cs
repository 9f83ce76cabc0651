using Picora.Api.Documentation;
using Picora.Application.Documents;

namespace Picora.Api.Endpoints.Documents;

internal static class DocumentExamples
{
    public const string Id = "c3D4e5F6g7H8i9J0k1L2m";
    private const string OtherId = "g7H8i9J0k1L2m3N4o5P6q";
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private const string Text = "# Harbour\n\n![At dawn](https://media.example.org/Qw3rTy7uIo1.png)\n";

    public static readonly NewDocumentBody New = new("harbour.md", "# Harbour\n\n![At dawn](data:image/png;base64,iVBORw0KGgo=)\n", "Harbour", ["travel"], IsPublic: true, IsPublicAlias: null, RewriteImages: true, KbId: null, RelativePath: null);

    public static readonly DocumentResponse Document = new(
        Id, "Harbour", "harbour.md", "markdown", 67, 1, 1, 1, IsPublic: true, ["travel"], "https://media.example.org/Qw3rTy7uIo1.png", HasInlineContent: true,
        KbId: null, RelativePath: null, Hash, Samples.Now, Samples.Now)
    {
        PageUrl = $"https://api.example.org/d/{Id}",
    };

    public static readonly DocumentResponse Created = Document with { Duplicate = false, FailedCount = 0, Failures = [], Warnings = [] };

    public static readonly DocumentListResponse List = new([Document], null, HasMore: false);

    public static readonly DocumentPatch Patch = new("Harbour at dusk", ["travel"], IsPublic: true, IsPublicAlias: null, RelativePath: null) { KbId = null };

    public static readonly DocumentMove Move = new([Id, OtherId]) { KbId = Media.CollectionExamples.Id };

    public static readonly MovedDocuments Moved = new([Id], [new FailedDocument(OtherId, "RelativePathTaken")]);

    public static readonly DocumentIds Ids = new([Id, OtherId]);

    public static readonly DeletedDocuments Deleted = new(1, 1);

    public static readonly DocumentTexts Texts = new([new DocumentContent(Id, Text, Samples.Now, Hash)], [new FailedDocument(OtherId, "NOT_FOUND")]);
}
