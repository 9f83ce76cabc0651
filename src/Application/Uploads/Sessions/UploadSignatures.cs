using System.Globalization;
using Picora.Application.Abstractions;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Signed addresses to which whoever holds them may send the bytes of one upload, without a credential, until it expires.</summary>
internal sealed class UploadSignatures(IUrlSigner signer, TimeProvider time)
{
    // Names the form, so that no other signature can be mistaken for it.
    private const string Form = "picora-put-1";

    /// <summary>The parameters <c>exp</c> and <c>sig</c>.</summary>
    public string Sign(string sessionId, DateTimeOffset expires)
    {
        var text = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"exp={text}&sig={signer.Sign(Text(sessionId, text))}";
    }

    public bool Admits(string sessionId, string? expires, string? signature) =>
        expires is not null && signature is not null
        && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && signer.Verify(Text(sessionId, expires), signature)
        && until > time.GetUtcNow().ToUnixTimeSeconds();

    private static string Text(string sessionId, string expires) => $"{Form}\n{sessionId}\n{expires}";
}
