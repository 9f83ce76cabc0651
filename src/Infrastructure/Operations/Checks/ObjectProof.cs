using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;

namespace Picora.Infrastructure.Operations.Checks;

/// <summary>Holds one object against what its row says.</summary>
internal sealed class ObjectProof(IObjectStorage storage)
{
    /// <param name="deep">Whether it is read; otherwise only its size is looked at.</param>
    /// <returns>Null when it is as it should be.</returns>
    public async Task<Finding?> FindAsync(ObjectReference reference, bool deep, CancellationToken cancellationToken)
    {
        var key = reference.Key.Value;
        if (!deep)
        {
            return await storage.StatAsync(reference.Key, cancellationToken) switch
            {
                null => Finding.Missing(key, $"{reference.Owner}: it is not in the storage."),
                var size when size != reference.Size => Finding.Altered(key, $"{reference.Owner}: it has {size} bytes instead of {reference.Size}."),
                _ => null,
            };
        }

        await using var content = await storage.OpenAsync(reference.Key, cancellationToken);
        if (content is null)
        {
            return Finding.Missing(key, $"{reference.Owner}: it is not in the storage.");
        }

        var (hash, length) = await HashedStream.OfAsync(content, cancellationToken);
        return length == reference.Size && (reference.Hash is null || reference.Hash == hash)
            ? null
            : Finding.Altered(key, $"{reference.Owner}: its hash is {hash}, its length {length}; the row says {reference.Hash?.Value ?? "no hash"}, {reference.Size}.");
    }
}
