using System.Text;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Documents;

namespace Picora.Application.Documents.Writing;

/// <summary>
/// Makes the pictures that lie in a text pictures of its owner's library, by the way that every upload goes, and puts their addresses in
/// their stead. All other characters stay. A picture that fails stays as it was; those that came in stay in the library, whatever becomes of
/// the document.
/// </summary>
internal sealed class InlineImages(IEmbeddedPictures pictures, IUploadIntake intake)
{
    private static readonly Error NotDecodable = Error.Validation("content", "The picture is not in Base64, or of a type that is not taken.");

    /// <param name="draft">Its file's name is what the pictures' files are named after.</param>
    /// <param name="isPublic">Whether the pictures that are new are public.</param>
    public async Task<RewrittenText> RewriteAsync(DocumentDraft draft, MarkdownOutline outline, bool isPublic, CancellationToken cancellationToken)
    {
        var (text, name) = (draft.Text, Path.GetFileNameWithoutExtension(draft.FileName));
        var (known, failures, replaced) = (new Dictionary<string, Result<string>>(StringComparer.Ordinal), new List<ImageFailure>(), new List<(ImagePlace Place, string Url)>());
        for (var i = 0; i < outline.Places.Count; i++)
        {
            var place = outline.Places[i];
            if (!DataUri.IsOne(place.Address))
            {
                continue;
            }

            if (!known.TryGetValue(place.Address, out var outcome))
            {
                known[place.Address] = outcome = await TakeInAsync(place.Address, $"{name}-{known.Count + 1}", isPublic, cancellationToken);
            }

            if (outcome.IsSuccess)
            {
                replaced.Add((place, outcome.Value));
            }
            else
            {
                failures.Add(new ImageFailure(i, place.Line, outcome.Error.Code, outcome.Error.Message));
            }
        }

        var cover = outline.Images.Select(address => known.TryGetValue(address, out var own) && own.IsSuccess ? own.Value : address).FirstOrDefault(IsOnTheWeb);
        return new RewrittenText(Replace(text, replaced), replaced.Count, failures, cover);
    }

    public static bool IsOnTheWeb(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string Replace(string text, List<(ImagePlace Place, string Url)> replaced)
    {
        if (replaced.Count == 0)
        {
            return text;
        }

        var (result, at) = (new StringBuilder(text.Length), 0);
        foreach (var (place, url) in replaced)
        {
            result.Append(text, at, place.Start - at).Append(url);
            at = place.Start + place.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private async Task<Result<string>> TakeInAsync(string address, string name, bool isPublic, CancellationToken cancellationToken)
    {
        if (DataUri.Decode(address) is not { } bytes)
        {
            return NotDecodable;
        }

        var order = pictures.Order(bytes.Length);
        if (!order.IsSuccess)
        {
            return order.Error;
        }

        using var content = new MemoryStream(bytes, writable: false);
        var arrived = await intake.TakeInAsync(
            order.Value, content, (upload, token) => pictures.TakeAsync(upload, name, isPublic, token), cancellationToken);
        return arrived.Map(medium => medium.Item.Url ?? throw new InvalidOperationException("A picture has an address."));
    }
}

/// <param name="Cover">The address of the first picture on the web; null without one.</param>
internal sealed record RewrittenText(string Text, int Rewritten, IReadOnlyList<ImageFailure> Failures, string? Cover);
