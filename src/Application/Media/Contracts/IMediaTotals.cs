using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Contracts;

/// <summary>What the media rows add up to, counted and not remembered.</summary>
public interface IMediaTotals
{
    /// <summary>A person's pictures.</summary>
    Task<MediaTotal> ImagesOfAsync(UserId owner, CancellationToken cancellationToken);

    /// <summary>The pictures of several people; who has none is not in the answer.</summary>
    Task<IReadOnlyDictionary<UserId, MediaTotal>> ImagesOfAllAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken);
}

/// <param name="Bytes">Of the stored originals.</param>
public sealed record MediaTotal(long Bytes, long Count, long Public)
{
    public static readonly MediaTotal Zero = new(0, 0, 0);
}
