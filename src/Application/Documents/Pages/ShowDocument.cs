using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Documents;

namespace Picora.Application.Documents.Pages;

/// <summary>A public document as a page for everybody. A private one has none, for its owner neither: a browser shows nobody's credential.</summary>
[PublicAccess]
public sealed record ShowDocument(string Id) : IRequest<Result<ShownDocument>>;

/// <param name="RenderAsync">Makes the page's body; a failure when the document is gone by then.</param>
public sealed record ShownDocument(
    string Id, string Title, int Words, string? CoverUrl, string Hash, string RawUrl, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    Func<CancellationToken, Task<Result<DocumentBody>>> RenderAsync);

/// <param name="IsText">Whether <paramref name="Content"/> is the plain text, and not HTML: a text in another language, too long or too tangled.</param>
public sealed record DocumentBody(string Content, bool IsText);

internal sealed class ShowDocumentHandler(IDocumentsDb db, DocumentPages pages, IPublicUrls urls, IOptions<DocumentOptions> options)
    : IRequestHandler<ShowDocument, Result<ShownDocument>>
{
    public async Task<Result<ShownDocument>> Handle(ShowDocument request, CancellationToken cancellationToken)
    {
        var id = DocumentId.Parse(request.Id) ?? default;
        var row = await db.Documents.AsNoTracking().VisibleTo(Caller.Anonymous).SingleOrDefaultAsync(document => document.Id == id, cancellationToken);
        return row switch
        {
            null => DocumentErrors.NotFound,
            { BlockedAt: not null } => DocumentErrors.Blocked,
            _ => new ShownDocument(
                row.Id.Value, row.Title, row.WordCount, row.CoverUrl, row.Hash.Value, $"{urls.Api}/v1/docs/{row.Id}/raw", row.CreatedAt, row.UpdatedAt,
                token => RenderAsync(row, token)),
        };
    }

    private async Task<Result<DocumentBody>> RenderAsync(Document row, CancellationToken cancellationToken)
    {
        var hasPage = row.Markup == DocumentFormat.Markdown && row.SizeBytes <= options.Value.MaxPageBytes;
        if (hasPage && await pages.RenderAsync(row.Hash, token => ReadAsync(row.TextId, token), cancellationToken) is { } page)
        {
            return new DocumentBody(page, IsText: false);
        }

        return await ReadAsync(row.TextId, cancellationToken) is { } text ? new DocumentBody(text, IsText: true) : DocumentErrors.NotFound;
    }

    private async Task<string?> ReadAsync(TextId id, CancellationToken cancellationToken)
    {
        var bytes = await db.DocumentTexts.AsNoTracking().Where(text => text.Id == id).Select(text => text.Bytes).SingleOrDefaultAsync(cancellationToken);
        var text = bytes is null ? null : Encoding.UTF8.GetString(bytes);
        // One byte order mark is none of the text, as whoever reads the outline has it.
        return text is ['\uFEFF', ..] ? text[1..] : text;
    }
}
