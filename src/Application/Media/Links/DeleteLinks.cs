using System.Globalization;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Links;

/// <summary>
/// Addresses by which whoever holds them deletes one picture, without a key. They lead to a page that asks first: programs that look at
/// addresses of their own accord do no harm.
/// </summary>
internal sealed class DeleteLinks(IUrlSigner signer, IPublicUrls urls, ICaller caller, IOptions<LinkOptions> options, TimeProvider time)
{
    // Names the form, so that no other signature can be mistaken for it.
    private const string Form = "picora-delete-1";

    private static readonly Error Wrong = new(ErrorKind.Forbidden, "FORBIDDEN", "Forbidden: this delete link is wrong or has expired");

    /// <summary>Null when this installation hands out none.</summary>
    public string? Of(ImageId id)
    {
        if (options.Value.DeleteLinkDays == 0)
        {
            return null;
        }

        var expires = time.Now().AddDays(options.Value.DeleteLinkDays).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{urls.Api}/delete/{id}?exp={expires}&sig={signer.Sign(Text(id, expires))}";
    }

    /// <summary>The same, for a caller that may delete the picture anyway; null for others.</summary>
    public string? ForCaller(ImageId id) => caller.Current.Scopes.HasFlag(Scope.ImagesDelete) ? Of(id) : null;

    /// <summary>A picture on its own, as its owner sees it.</summary>
    public ImageResponse Show(ImageRow row)
    {
        var shown = row.ToResponse(urls);
        return shown with { Links = shown.Links with { Delete = ForCaller(row.Id) } };
    }

    /// <summary>Whoever has just brought a picture may take it away again; one that was there already is another matter.</summary>
    public UploadedImage ShowUploaded(ImageRow row, bool duplicate)
    {
        var shown = Show(row);
        return new UploadedImage(duplicate ? shown : shown with { Links = shown.Links with { Delete = Of(row.Id) } }, duplicate);
    }

    /// <summary>The picture that a link deletes. A wrong one says nothing of whether there is such a picture.</summary>
    public Result<ImageId> Read(DeleteLink link) =>
        options.Value.DeleteLinkDays > 0
        && ImageId.Parse(link.Id) is { } id
        && link is { Expires: { } expires, Signature: { } signature }
        && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && signer.Verify(Text(id, expires), signature)
        && until > time.GetUtcNow().ToUnixTimeSeconds()
            ? id
            : Wrong;

    private static string Text(ImageId id, string expires) => $"{Form}\n{id}\n{expires}";
}

/// <summary>What an address says that claims to be a delete link.</summary>
/// <param name="Expires">The parameter <c>exp</c>.</param>
/// <param name="Signature">The parameter <c>sig</c>.</param>
public sealed record DeleteLink(string Id, string? Expires, string? Signature)
{
    // Whoever reads a log must not be able to delete.
    public override string ToString() => $"{nameof(DeleteLink)} {{ {Id} }}";
}
