using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Media.Sync;

/// <summary>
/// Numbers the changes of an owner's media. Whoever changes one raises the number in the same transaction and so waits for those before, which
/// is why nobody sees a number while a smaller one may still appear.
/// </summary>
public sealed class MediaJournal
{
    private MediaJournal(UserId ownerId, long revision)
    {
        OwnerId = ownerId;
        Revision = revision;
    }

    public UserId OwnerId { get; private set; }

    /// <summary>The number of the latest change; 0 before the first.</summary>
    public long Revision { get; private set; }

    /// <summary>The largest number of a deletion that is remembered no more: who has not seen everything up to it begins anew.</summary>
    public long Horizon { get; private set; }

    public static MediaJournal Open(UserId ownerId, long revision = 0) => new(ownerId, revision);

    /// <returns>The number of the change after the latest.</returns>
    public long Advance() => ++Revision;
}
