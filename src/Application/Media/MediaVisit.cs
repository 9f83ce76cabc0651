using Picora.Application.Media.Transforms;

namespace Picora.Application.Media;

/// <summary>What the address and the headers of a request for a medium say beside its name. All of it are claims.</summary>
/// <param name="Signature">The parameter <c>sig</c>, as it stands in the address.</param>
/// <param name="Expires">The parameter <c>exp</c>, as it stands in the address.</param>
/// <param name="Parameters">
/// The other parameters but <c>download</c>, as they stand in the address, in ordinal order and joined by <c>&amp;</c>.
/// </param>
/// <param name="Referer">The page that shows the medium.</param>
public sealed record MediaVisit(string? Signature, string? Expires, string Parameters, string? Referer)
{
    /// <summary>What the client can show; read only where parameters ask for a format of its choice.</summary>
    public AcceptedFormats Accepted { get; init; }

    public static readonly MediaVisit Plain = new(null, null, string.Empty, null);

    /// <summary>Whether the address claims to be signed; half a signature is a wrong one.</summary>
    public bool ClaimsSignature => Signature is not null || Expires is not null;

    /// <summary>Puts parameters into the one order that is signed.</summary>
    public static string Order(IEnumerable<string> parameters) => string.Join('&', parameters.Order(StringComparer.Ordinal));
}
