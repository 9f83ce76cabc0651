using Picora.Application.Moderation.Contracts;

namespace Picora.Application.Media.Moderation;

/// <summary>Tells whether somebody who knows an address has seen what lies there, as only a signature shows for private media.</summary>
internal sealed class SeenMedia(MediaSignatures signatures)
{
    public bool IsOpen(bool isPublic, SeenAddress? address) => isPublic || (address is { Signature: not null } && IsSigned(address));

    private bool IsSigned(SeenAddress address) =>
        signatures.Check(address.Resource, new MediaVisit(address.Signature, address.Expires, MediaVisit.Order(address.Parameters), Referer: null)) is null;
}
