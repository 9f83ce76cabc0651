using System.Security.Cryptography;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Sessions;

/// <summary>What is computed of a body while it arrives.</summary>
/// <param name="content">Of the file up to where the body begins; null when nobody knows it.</param>
internal sealed class BodyDigests(IncrementalHash? content, Checksum? wanted) : IDisposable
{
    private readonly IncrementalHash? checksum = wanted is null ? null : IncrementalHash.CreateHash(wanted.Algorithm);
    private IncrementalHash? content = content;

    public IReadOnlyList<IncrementalHash> All => [.. new[] { content, checksum }.OfType<IncrementalHash>()];

    /// <summary>Whether the bytes have the checksum that was named; without one they do.</summary>
    public bool HasChecksum => checksum is null || wanted!.Matches(checksum.GetCurrentHash());

    /// <summary>Of everything so far; null when it is not known.</summary>
    public ContentHash? Content => content is null ? null : ContentHash.FromBytes(content.GetCurrentHash());

    /// <summary>Gives the state away, for the next body to go on from.</summary>
    public IncrementalHash? HandOver()
    {
        var given = content;
        content = null;
        return given;
    }

    public void Dispose()
    {
        content?.Dispose();
        checksum?.Dispose();
    }
}
