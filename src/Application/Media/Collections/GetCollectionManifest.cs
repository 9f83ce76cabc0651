using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>All that a collection holds, in few words each, for clients that synchronise.</summary>
/// <param name="Version">3; no other is spoken.</param>
/// <param name="Limit">1 to 1000; a larger number counts as 1000.</param>
[RequireScope(Scope.CollectionsRead)]
public sealed record GetCollectionManifest(string Id, string? Version, string? Cursor, string? Limit) : IRequest<Result<CollectionManifest>>, IPagedRequest;

public sealed record CollectionManifest(
    int ProtocolVersion, string CollectionId, IReadOnlyList<ManifestItem> Items, ManifestCounts Counts, string? NextCursor, DateTimeOffset ServerTime);

/// <param name="ResourceType"><c>doc</c>, <c>image</c>, <c>video</c> or <c>audio</c>.</param>
/// <param name="SourceHash">The SHA-256 of the file.</param>
public sealed record ManifestItem(string ResourceType, string Id, string Name, string? SourceHash, long SizeBytes, DateTimeOffset UpdatedAt)
{
    /// <summary>When it was deleted, for documents that were so lately; null for what is there.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}

public sealed record ManifestCounts(long Doc, long Image, long Video, long Audio, long Total);

internal sealed class GetCollectionManifestValidator : AbstractValidator<GetCollectionManifest>
{
    public GetCollectionManifestValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that this list returned.")
            .When(request => request.Start() is { } start && Place.Read(start) is null && ManifestDocuments.Read(start) is null);
        RuleFor(request => request.Version).Must(version => string.Equals(version, "3", StringComparison.Ordinal)).WithMessage("version is 3.");
    }
}

internal sealed class GetCollectionManifestHandler(IMediaDb db, ManifestDocuments documents, ICaller caller, TimeProvider time)
    : IRequestHandler<GetCollectionManifest, Result<CollectionManifest>>
{
    private const int Version = 3;
    private const int MaxLimit = 1000;
    private const int UsualLimit = 500;

    public async Task<Result<CollectionManifest>> Handle(GetCollectionManifest request, CancellationToken cancellationToken)
    {
        var counts = await db.Collections.Own(caller.Current.UserId, request.Id)
            .Select(row => new { row.ItemCount, row.DocCount }).SingleOrDefaultAsync(cancellationToken);
        if (counts is null)
        {
            return CollectionErrors.NotFound;
        }

        var (start, size) = (request.Start(), Size(request.Limit));
        var page = start is not null && ManifestDocuments.Read(start) is { } last
            ? await documents.ListAsync(request.Id, last, size, cancellationToken)
            : await FromImagesAsync(request.Id, start, size, cancellationToken);
        return new CollectionManifest(
            Version, request.Id, page.Items, new ManifestCounts(counts.DocCount, counts.ItemCount - counts.DocCount, 0, 0, counts.ItemCount), page.Next, time.Now());
    }

    // Documents follow behind the last picture, on the same page where it has room.
    private async Task<ManifestPage> FromImagesAsync(string id, PageCursor? start, int size, CancellationToken cancellationToken)
    {
        var rows = await db.Images.AsNoTracking().InOrder(CollectionId.Parse(id)!.Value, start).Take(size + 1)
            .Select(image => new { image.Id, image.FileName, image.Hash, image.SizeBytes, image.UpdatedAt, image.CollectionPosition }).ToListAsync(cancellationToken);
        var images = rows.Take(size).Select(row => new ManifestItem("image", row.Id.Value, row.FileName, row.Hash.Value, row.SizeBytes, row.UpdatedAt)).ToList();
        if (rows.Count > size)
        {
            return new ManifestPage(images, new Place(rows[size - 1].CollectionPosition, rows[size - 1].Id).ToCursor());
        }

        var rest = await documents.ListAsync(id, string.Empty, size - images.Count, cancellationToken);
        return new ManifestPage([.. images, .. rest.Items], rest.Next);
    }

    // Checked by then.
    private static int Size(string? limit) => string.IsNullOrEmpty(limit)
        ? UsualLimit
        : (int)Math.Clamp(long.Parse(limit, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), 1, MaxLimit);
}

internal sealed record ManifestPage(IReadOnlyList<ManifestItem> Items, string? Next);

/// <summary>The part of a manifest that lists documents.</summary>
internal sealed class ManifestDocuments(ICollectionTenants tenants)
{
    private const string Key = "doc";

    /// <summary>The id of the last document that was listed, empty before the first one; null for a place among other things.</summary>
    public static string? Read(PageCursor cursor) => string.Equals(cursor.Key, Key, StringComparison.Ordinal) ? cursor.Id : null;

    /// <param name="most">None makes a page that only says whether there are any.</param>
    public async Task<ManifestPage> ListAsync(string id, string after, int most, CancellationToken cancellationToken)
    {
        var rows = await tenants.ListAsync(id, after, most + 1, cancellationToken);
        var page = rows.Take(most).Select(row => new ManifestItem("doc", row.Id, row.Name, row.Hash, row.SizeBytes, row.UpdatedAt) { DeletedAt = row.DeletedAt }).ToList();
        var last = page.Count == 0 ? after : page[^1].Id;
        return new ManifestPage(page, rows.Count > most ? new PageCursor(last, DateTimeOffset.UnixEpoch) { Key = Key }.ToString() : null);
    }
}
