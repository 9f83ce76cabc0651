using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Contracts;

/// <summary>What the media rows add up to, counted and not remembered.</summary>
public interface IMediaTotals
{
    /// <summary>A person's media of one kind.</summary>
    Task<MediaTotal> OfAsync(UserId owner, MediaKind kind, CancellationToken cancellationToken);

    /// <summary>The same of several people; who has none is not in the answer.</summary>
    Task<IReadOnlyDictionary<UserId, MediaTotal>> OfAllAsync(IReadOnlyCollection<UserId> owners, MediaKind kind, CancellationToken cancellationToken);
}

/// <param name="Bytes">Of the stored originals, those in the trash included.</param>
/// <param name="Count">Those in the trash included, too.</param>
/// <param name="Public">Without those in the trash.</param>
/// <param name="Trashed">How many lie in the trash.</param>
public sealed record MediaTotal(long Bytes, long Count, long Public, long Trashed)
{
    public static readonly MediaTotal Zero = new(0, 0, 0, 0);

    /// <summary>How many of them came in this UTC day; counted for videos and audio.</summary>
    public int Today { get; init; }

    /// <summary>How many of them came in this UTC month; counted for videos and audio.</summary>
    public int ThisMonth { get; init; }
}
