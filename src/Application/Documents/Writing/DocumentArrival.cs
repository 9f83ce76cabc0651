using System.Security.Cryptography;
using System.Text;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Documents;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Documents.Writing;

/// <summary>Makes a text somebody's document: looks for its twin, brings its pictures into the library, and adds it in one unit of work.</summary>
internal sealed class DocumentArrival(
    IUnitOfWork unitOfWork, DocumentShelf shelf, InlineImages images, IQuotaReader quotas, IPublicUrls urls, ArrivalMetrics metrics)
{
    public async Task<Result<DocumentResponse>> TakeAsync(DocumentOrder order, CancellationToken cancellationToken)
    {
        var submitted = ContentHash.FromBytes(SHA256.HashData(order.Bytes));
        // Decided again when it is added. Here it spares pictures from being taken in for nothing.
        if (order.RewritesImages && order.Draft.OwnImages > 0 && await RefusalAsync(order, submitted, cancellationToken) is { } early)
        {
            return early;
        }

        var text = order.RewritesImages && order.Draft.Outline is { } outline
            ? await images.RewriteAsync(order.Draft, outline, await IsPublicAsync(order, cancellationToken), cancellationToken)
            : new RewrittenText(order.Draft.Text, 0, [], order.Draft.Outline?.Images.FirstOrDefault(InlineImages.IsOnTheWeb));
        var bytes = text.Rewritten == 0 ? order.Bytes : Encoding.UTF8.GetBytes(text.Text);
        var facts = new TextFacts(
            TextId.New(), text.Rewritten == 0 ? null : TextId.New(), ContentHash.FromBytes(SHA256.HashData(bytes)), submitted, bytes.Length,
            order.Draft.Words, order.Draft.Images, text.Rewritten, text.Cover);
        var added = await AddAsync(new ArrivedText(order, facts, bytes, text.Failures), cancellationToken);
        if (added.IsSuccess)
        {
            metrics.Count(ArrivalMetrics.Document, added.Value.Duplicate is true, order.Bytes.Length);
        }

        return added;
    }

    private async Task<Result<DocumentResponse>> AddAsync(ArrivedText arrived, CancellationToken cancellationToken)
    {
        try
        {
            return await unitOfWork.ExecuteAsync(Work, cancellationToken);
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            // The owner's turns make this all but impossible; whoever is second then finds the first.
            return await unitOfWork.ExecuteAsync(Work, cancellationToken);
        }

        async Task<Result<DocumentResponse>> Work(CancellationToken token)
        {
            var added = await shelf.AddAsync(arrived, token);
            return added.Map(outcome => Show(arrived, outcome));
        }
    }

    private DocumentResponse Show(ArrivedText arrived, ShelvedDocument outcome) => outcome.Row.ToResponse(urls) with
    {
        Duplicate = outcome.Duplicate,
        FailedCount = outcome.Duplicate ? 0 : arrived.Failures.Count,
        Failures = outcome.Duplicate ? [] : arrived.Failures,
        Warnings = outcome.Duplicate ? [] : arrived.Order.Draft.Warnings(),
    };

    // As the document will be; should its forerunner change meanwhile, the pictures are as it was.
    private async Task<bool> IsPublicAsync(DocumentOrder order, CancellationToken cancellationToken) => order switch
    {
        { IsPublic: { } said } => said,
        { Draft.OwnImages: > 0, KbId: { } kb, Path: { } path } => await shelf.FindAtAsync(order.Owner, kb, path, cancellationToken) is not { IsPublic: false },
        _ => true,
    };

    private async Task<Result<DocumentResponse>?> RefusalAsync(DocumentOrder order, ContentHash submitted, CancellationToken cancellationToken)
    {
        if (await shelf.FindTwinAsync(order.Owner, submitted, cancellationToken) is { } twin)
        {
            return await unitOfWork.ExecuteAsync(
                _ => Task.FromResult<Result<DocumentResponse>>(twin.ToResponse(urls) with { Duplicate = true, FailedCount = 0, Failures = [], Warnings = [] }),
                cancellationToken);
        }

        if (order is { KbId: { } kb, Path: { } path } && await shelf.FindAtAsync(order.Owner, kb, path, cancellationToken) is { } before)
        {
            return order.Kept is null ? (Result<DocumentResponse>?)DocumentErrors.PathTaken(before.Id) : null;
        }

        var type = DocumentShelf.QuotaOf(order.Path?.IsMemory == true);
        var used = await quotas.ItemsAsync(order.Owner, type, cancellationToken);
        var limit = await quotas.LimitAsync(order.Owner, order.Plan, type, cancellationToken) ?? long.MaxValue;
        return used >= limit ? (Result<DocumentResponse>?)QuotaErrors.Exceeded(type, used, limit) : null;
    }
}

/// <param name="Bytes">The text as it is given out.</param>
internal sealed record ArrivedText(DocumentOrder Order, TextFacts Facts, byte[] Bytes, IReadOnlyList<ImageFailure> Failures);

/// <param name="Duplicate">Whether it was there already.</param>
internal sealed record ShelvedDocument(DocumentRow Row, bool Duplicate);
