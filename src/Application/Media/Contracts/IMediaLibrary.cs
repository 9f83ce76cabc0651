using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Contracts;

/// <summary>What people's copies of their libraries hold of one kind.</summary>
public interface ISyncedLibrary
{
    MediaKind Kind { get; }

    /// <summary>Those of the things that are somebody's and there, in any order.</summary>
    Task<IReadOnlyList<StoredMedium>> ReadAsync(UserId owner, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}

/// <summary>People's media of one kind, as far as what is about all kinds reads and removes them. Each kind brings one.</summary>
public interface IMediaLibrary : ISyncedLibrary
{
    /// <summary>The next of somebody's media, newest first; of the same instant, the largest id (by its characters' codes) first. Read along an index.</summary>
    /// <param name="most">As many at most; fewer are the last ones.</param>
    Task<IReadOnlyList<MediaItem>> PageAsync(UserId owner, MediaListing listing, int most, CancellationToken cancellationToken);

    /// <summary>Deletes one of somebody's media as its own operation does; <c>NOT_FOUND</c> when it is not theirs.</summary>
    Task<Result<Success>> DeleteAsync(UserId owner, string id, CancellationToken cancellationToken);

    /// <summary>What several people's media add up to, counted and not remembered; who has none is not in the answer.</summary>
    Task<IReadOnlyDictionary<UserId, MediaTotal>> TotalsAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken);
}

/// <param name="ContentHash">The SHA-256 of the stored file.</param>
public sealed record StoredMedium(MediaItem Item, string ContentHash);

/// <summary>What a list over all kinds is narrowed to.</summary>
/// <param name="Query">Words, each of which title or file name (and what else the kind searches) contain; null for all.</param>
/// <param name="KbId">A collection's id; an empty text for media in none, null for all.</param>
/// <param name="Status"><c>ready</c>, <c>processing</c> or <c>failed</c>; null for all.</param>
/// <param name="Behind">The list goes on behind this one; null from its start.</param>
public sealed record MediaListing(string? Query, bool? IsPublic, string? KbId, string? Status, MediaPlace? Behind);

/// <summary>A place in the list.</summary>
public sealed record MediaPlace(DateTimeOffset CreatedAt, string Id);
