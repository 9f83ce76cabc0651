using System.Text;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>The texts of several documents: public ones, and the caller's own.</summary>
[PublicAccess]
public sealed record OpenDocuments(IReadOnlyList<string>? Ids) : IRequest<Result<DocumentTexts>>;

/// <param name="Docs">In the order in which they were asked for.</param>
public sealed record DocumentTexts(IReadOnlyList<DocumentContent> Docs, IReadOnlyList<FailedDocument> Failed);

/// <param name="SourceHash">The SHA-256 of the content in UTF-8.</param>
public sealed record DocumentContent(string Id, string Content, DateTimeOffset UpdatedAt, string SourceHash);

/// <param name="Reason">Such as <c>NOT_FOUND</c>, or <c>CONTENT_FETCH_FAILED</c> for a text that the answer has no room for.</param>
public sealed record FailedDocument(string Id, string Reason);

internal sealed class OpenDocumentsValidator : AbstractValidator<OpenDocuments>
{
    public OpenDocumentsValidator() => RuleFor(request => request.Ids).AreSomeDocuments();
}

internal sealed class OpenDocumentsHandler(IDocumentsDb db, ICaller caller, IOptions<DocumentOptions> options) : IRequestHandler<OpenDocuments, Result<DocumentTexts>>
{
    private const string NotFound = "NOT_FOUND";
    private const string Gone = "CONTENT_FETCH_FAILED";

    public async Task<Result<DocumentTexts>> Handle(OpenDocuments request, CancellationToken cancellationToken)
    {
        var asked = request.Ids!.Distinct(StringComparer.Ordinal).ToList();
        var ids = asked.Select(DocumentId.Parse).OfType<DocumentId>().ToList();
        var rows = await db.Documents.AsNoTracking().VisibleTo(caller.Current).Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.TextId, row.SizeBytes, row.Hash, row.UpdatedAt, row.BlockedAt }).ToDictionaryAsync(row => row.Id.Value, StringComparer.Ordinal, cancellationToken);
        var (found, failed, left) = (new List<DocumentContent>(), new List<FailedDocument>(), (long)options.Value.MaxBatchBytes);
        foreach (var id in asked)
        {
            if (!rows.TryGetValue(id, out var row))
            {
                failed.Add(new FailedDocument(id, NotFound));
                continue;
            }

            // Whatever is too much for one answer can be had by itself; the first one always comes.
            var fits = row.BlockedAt is null && (row.SizeBytes <= left || found.Count == 0);
            var bytes = fits ? await ReadAsync(row.TextId, cancellationToken) : null;
            if (bytes is null)
            {
                failed.Add(new FailedDocument(id, Gone));
                continue;
            }

            left -= bytes.Length;
            found.Add(new DocumentContent(id, Encoding.UTF8.GetString(bytes), row.UpdatedAt, row.Hash.Value));
        }

        return new DocumentTexts(found, failed);
    }

    private Task<byte[]?> ReadAsync(TextId id, CancellationToken cancellationToken) =>
        db.DocumentTexts.AsNoTracking().Where(stored => stored.Id == id).Select(stored => stored.Bytes).SingleOrDefaultAsync(cancellationToken);
}
