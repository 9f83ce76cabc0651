using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
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
public sealed record ManifestItem(string ResourceType, string Id, string Name, string? SourceHash, long SizeBytes, DateTimeOffset UpdatedAt);

public sealed record ManifestCounts(long Doc, long Image, long Video, long Audio, long Total);

internal sealed class GetCollectionManifestValidator : AbstractValidator<GetCollectionManifest>
{
    public GetCollectionManifestValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that this list returned.")
            .When(request => request.Start() is { } start && Place.Read(start) is null);
        RuleFor(request => request.Version).Must(version => string.Equals(version, "3", StringComparison.Ordinal)).WithMessage("version is 3.");
    }
}

internal sealed class GetCollectionManifestHandler(IMediaDb db, ICaller caller, TimeProvider time)
    : IRequestHandler<GetCollectionManifest, Result<CollectionManifest>>
{
    private const int Version = 3;
    private const int MaxLimit = 1000;
    private const int UsualLimit = 500;

    public async Task<Result<CollectionManifest>> Handle(GetCollectionManifest request, CancellationToken cancellationToken)
    {
        var count = await db.Collections.Own(caller.Current.UserId, request.Id).Select(row => (long?)row.ItemCount).SingleOrDefaultAsync(cancellationToken);
        if (count is not { } total)
        {
            return CollectionErrors.NotFound;
        }

        var size = Size(request.Limit);
        var rows = await db.Images.AsNoTracking().InOrder(CollectionId.Parse(request.Id)!.Value, request.Start()).Take(size + 1)
            .Select(image => new { image.Id, image.FileName, image.Hash, image.SizeBytes, image.UpdatedAt, image.CollectionPosition }).ToListAsync(cancellationToken);
        var page = rows.Take(size).ToList();
        var next = rows.Count > size ? new Place(page[^1].CollectionPosition, page[^1].Id).ToCursor() : null;
        return new CollectionManifest(
            Version,
            request.Id,
            page.ConvertAll(row => new ManifestItem("image", row.Id.Value, row.FileName, row.Hash.Value, row.SizeBytes, row.UpdatedAt)),
            new ManifestCounts(0, total, 0, 0, total),
            next,
            time.Now());
    }

    // Checked by then.
    private static int Size(string? limit) => string.IsNullOrEmpty(limit)
        ? UsualLimit
        : (int)Math.Clamp(long.Parse(limit, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), 1, MaxLimit);
}
