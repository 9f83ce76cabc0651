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

/// <param name="Bytes">Of the stored originals, those in the trash included.</param>
/// <param name="Count">Those in the trash included, too.</param>
/// <param name="Public">Without those in the trash.</param>
/// <param name="Trashed">How many lie in the trash.</param>
public sealed record MediaTotal(long Bytes, long Count, long Public, long Trashed)
{
    public static readonly MediaTotal Zero = new(0, 0, 0, 0);
}
