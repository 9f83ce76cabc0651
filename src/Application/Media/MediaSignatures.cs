using System.Globalization;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Media;

/// <summary>
/// Signs and checks addresses of media. A signature covers the file's name with its extension, the moment up to which it holds, and every
/// parameter but <c>download</c>; it opens that one address and no other.
/// </summary>
internal sealed class MediaSignatures(IUrlSigner signer, TimeProvider time)
{
    // Names the form, so that a later one cannot be mistaken for it.
    private const string Form = "picora-media-1";

    private static readonly Error Wrong = new(ErrorKind.Forbidden, "FORBIDDEN", "Forbidden: the address is not signed as it stands");
    private static readonly Error Expired = new(ErrorKind.Forbidden, "FORBIDDEN", "Forbidden: the signed address has expired");

    /// <summary>The parameters <c>exp</c> and <c>sig</c>.</summary>
    /// <param name="resource">Such as <c>Qw3rTy7uIo1.jpg</c>.</param>
    public string Sign(string resource, string parameters, long expires)
    {
        var text = expires.ToString(CultureInfo.InvariantCulture);
        return $"exp={text}&sig={signer.Sign(Text(resource, parameters, text))}";
    }

    /// <summary>Null when the address is signed and has not expired.</summary>
    public Error? Check(string resource, MediaVisit visit)
    {
        if (visit is not { Signature: { } signature, Expires: { } expires } || !signer.Verify(Text(resource, visit.Parameters, expires), signature))
        {
            return Wrong;
        }

        return long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until) && until > time.GetUtcNow().ToUnixTimeSeconds() ? null : Expired;
    }

    private static string Text(string resource, string parameters, string expires) => $"{Form}\n{resource}\n{parameters}\n{expires}";
}
