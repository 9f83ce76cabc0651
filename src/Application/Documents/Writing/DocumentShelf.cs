using Microsoft.EntityFrameworkCore;
using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Documents.Writing;

/// <summary>Adds documents, inside a unit of work. One unit of work of an owner at a time changes the owner's documents, so nothing needs to be guessed.</summary>
internal sealed class DocumentShelf(
    IDocumentsDb db, IQuotaLedger ledger, ICollectionDocuments collections, DocumentJournal journal, DocumentDisposal disposal, TimeProvider time)
{
    public static QuotaType QuotaOf(bool isMemory) => isMemory ? QuotaType.MemoryDocCount : QuotaType.DocCount;

    /// <summary>Waits for the owner's other units of work on documents; what is read afterwards stays so until this one ends.</summary>
    public Task TakeTurnAsync(UserId owner, CancellationToken cancellationToken) =>
        // Gives back nothing. What counts is the lock on a row that every owner has.
        ledger.ReleaseAsync(owner, QuotaType.DocCount, held: 0, cancellationToken);

    /// <summary>The owner's document with the same text, as it came.</summary>
    public Task<DocumentRow?> FindTwinAsync(UserId owner, ContentHash submitted, CancellationToken cancellationToken) =>
        db.Documents.AsNoTracking().Where(row => row.OwnerId == owner && row.SubmittedHash == submitted && row.DeletedAt == null)
            .Select(DocumentRow.Projection).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The owner's document that has a path.</summary>
    public Task<Document?> FindAtAsync(UserId owner, KnowledgeBaseId kb, DocumentPath path, CancellationToken cancellationToken)
    {
        var key = path.Key;
        return db.Documents.AsNoTracking().SingleOrDefaultAsync(row => row.KbId == kb && row.PathKey == key && row.OwnerId == owner, cancellationToken);
    }

    public async Task<Result<ShelvedDocument>> AddAsync(ArrivedText arrived, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(arrived.Order.Owner, cancellationToken);
        var order = await AsItIsNowAsync(arrived.Order, cancellationToken);
        return order.IsSuccess ? await AddInTurnAsync(arrived with { Order = order.Value }, cancellationToken) : order.Error;
    }

    // What was read before the turn may be otherwise by now.
    private async Task<Result<DocumentOrder>> AsItIsNowAsync(DocumentOrder order, CancellationToken cancellationToken)
    {
        if (order.Into is not { } id)
        {
            return order;
        }

        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == order.Owner && row.DeletedAt == null, cancellationToken);
        return document switch
        {
            null => DocumentErrors.NotFound,
            { KbId: { } kb, RelativePath: { } path } => order with { KbId = kb, Path = DocumentPath.FromStored(path), Title = document.Title, Tags = document.Tags, IsPublic = document.IsPublic },
            _ => DocumentErrors.NotFiled,
        };
    }

    private async Task<Result<ShelvedDocument>> AddInTurnAsync(ArrivedText arrived, CancellationToken cancellationToken)
    {
        var order = arrived.Order;
        if (await FindTwinAsync(order.Owner, arrived.Facts.SubmittedHash, cancellationToken) is { } twin)
        {
            // Whoever restores means this document, and no other one with the same text.
            var isMeant = order.Into is null || (twin.Id == order.Into && string.Equals(twin.Hash, arrived.Facts.Hash.Value, StringComparison.Ordinal));
            return isMeant ? new ShelvedDocument(twin, Duplicate: true) : DocumentErrors.TextTaken(twin.Id);
        }

        var before = order is { KbId: { } kb, Path: { } path } ? await FindAtAsync(order.Owner, kb, path, cancellationToken) : null;
        if (before is not null && order.Kept is null)
        {
            return DocumentErrors.PathTaken(before.Id);
        }

        var placed = await PlaceAsync(order, arrived.Facts.SizeBytes, before, cancellationToken);
        return placed.IsSuccess ? new ShelvedDocument(DocumentRow.Of(await StoreAsync(arrived, before, cancellationToken)), Duplicate: false) : placed.Error;
    }

    /// <summary>Counts a document that was deleted in again; one whose collection is gone is in none.</summary>
    public async Task<Result<Success>> CountInAsync(Document document, Plan plan, CancellationToken cancellationToken)
    {
        if (document.KbId is { } kb)
        {
            var entered = await collections.EnterAsync(document.OwnerId, kb.Value, 1, document.SizeBytes, cancellationToken);
            if (entered.Error is { Kind: ErrorKind.NotFound })
            {
                document.MoveTo(null, null, time.Now());
            }
            else if (!entered.IsSuccess)
            {
                return entered;
            }
        }

        return await ledger.ChargeAsync(document.OwnerId, plan, QuotaOf(document.IsMemory), cancellationToken);
    }

    /// <summary>Counts documents of an owner out that are deleted now.</summary>
    public async Task CountOutAsync(UserId owner, List<Document> documents, CancellationToken cancellationToken)
    {
        foreach (var paid in documents.GroupBy(row => QuotaOf(row.IsMemory)))
        {
            await ledger.ReturnAsync(owner, paid.Key, paid.Count(), paid.Count(), cancellationToken);
        }

        foreach (var filed in documents.Where(row => row.KbId is not null).GroupBy(row => row.KbId!.Value).OrderBy(group => group.Key.Value, StringComparer.Ordinal))
        {
            await collections.LeaveAsync(filed.Key.Value, filed.Count(), filed.Sum(row => row.SizeBytes), cancellationToken);
        }
    }

    /// <summary>Counts a document in where it goes, and the one before it out.</summary>
    private async Task<Result<Success>> PlaceAsync(DocumentOrder order, long bytes, Document? before, CancellationToken cancellationToken)
    {
        if (order.KbId is { } kb)
        {
            var entered = await collections.EnterAsync(order.Owner, kb.Value, before is null ? 1 : 0, bytes - (before?.SizeBytes ?? 0), cancellationToken);
            if (!entered.IsSuccess)
            {
                return entered;
            }
        }

        // Another text in the same place costs nothing, also where there are more documents than the plan allows by now.
        return before is null ? await ledger.ChargeAsync(order.Owner, order.Plan, QuotaOf(order.Path?.IsMemory == true), cancellationToken) : Success.Value;
    }

    private async Task<Document> StoreAsync(ArrivedText arrived, Document? before, CancellationToken cancellationToken)
    {
        var (order, facts, now) = (arrived.Order, arrived.Facts, time.Now());
        var document = Document.Create(
            new NewDocument(
                order.Owner, order.Draft.FileName, order.Draft.Format, order.Title, order.Tags, order.IsPublic ?? before?.IsPublic ?? true, facts, order.KbId, order.Path),
            now);
        if (before is not null)
        {
            await GiveWayAsync(before, document, order, now, cancellationToken);
        }

        db.Documents.Add(document);
        db.DocumentTexts.Add(DocumentText.Of(facts.TextId, arrived.Bytes));
        if (facts.OriginalId is { } original)
        {
            db.DocumentTexts.Add(DocumentText.Of(original, order.Bytes));
        }

        await journal.AddedAsync(document, before, cancellationToken);
        return document;
    }

    private async Task GiveWayAsync(Document before, Document after, DocumentOrder order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        after.Follow(before);
        await db.Documents.Where(row => row.Id == before.Id).ExecuteDeleteAsync(cancellationToken);
        if (before.OriginalId is { } original)
        {
            await db.DocumentTexts.Where(text => text.Id == original).ExecuteDeleteAsync(cancellationToken);
        }

        await db.DocumentRevisions.Where(revision => revision.DocumentId == before.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(revision => revision.DocumentId, after.Id), cancellationToken);
        db.DocumentRevisions.Add(DocumentRevision.Keep(before, after, order.Origin, now));

        await disposal.TrimRevisionsAsync(after, order.Kept ?? int.MaxValue, before.SizeBytes, cancellationToken);
    }
}
