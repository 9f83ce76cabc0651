namespace Picora.Domain.Accounts.Contracts;

/// <summary>What a credential may do: a set of the permissions that section 1.4 of the contract lists as colon scopes.</summary>
[Flags]
public enum Scope
{
    None = 0,
    ImagesRead = 1 << 0,
    ImagesWrite = 1 << 1,
    ImagesDelete = 1 << 2,
    VideosRead = 1 << 3,
    VideosWrite = 1 << 4,
    VideosDelete = 1 << 5,
    AudioRead = 1 << 6,
    AudioWrite = 1 << 7,
    AudioDelete = 1 << 8,
    DocsRead = 1 << 9,
    DocsWrite = 1 << 10,
    DocsDelete = 1 << 11,
    UsageRead = 1 << 12,
    AccountRead = 1 << 13,
    CollectionsRead = 1 << 14,
    CollectionsWrite = 1 << 15,
    CollectionsDelete = 1 << 16,

    AllRead = ImagesRead | VideosRead | AudioRead | DocsRead | UsageRead | AccountRead | CollectionsRead,
    AllWrite = ImagesWrite | VideosWrite | AudioWrite | DocsWrite | CollectionsWrite,
    AllDelete = ImagesDelete | VideosDelete | AudioDelete | DocsDelete | CollectionsDelete,
    All = AllRead | AllWrite | AllDelete,
}
