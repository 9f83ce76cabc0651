using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection;

/// <summary>Walks files of one format from their first byte to their last.</summary>
internal interface IFormatReader
{
    /// <summary>How many leading bytes <see cref="Recognizes"/> wants to see.</summary>
    const int HeadLength = 64;

    /// <param name="head">The file's first bytes, at most <see cref="HeadLength"/>.</param>
    bool Recognizes(ReadOnlySpan<byte> head);

    Task<Result<ImageFacts>> ReadAsync(ByteWindow window);
}
