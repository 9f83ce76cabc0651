using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Moderation.Contracts;

/// <summary>One kind of thing that others can see, report and have taken away. Each module brings its own.</summary>
public interface IReportable
{
    ReportTarget Target { get; }

    /// <summary>The thing of this id; null when there is none, or nobody may see it any more.</summary>
    /// <param name="address">Where it was seen; null when only the id is known.</param>
    Task<ReportableThing?> FindAsync(string id, SeenAddress? address, CancellationToken cancellationToken);

    /// <summary>Inside a unit of work: makes it private. Null when there is no such thing, otherwise its owner.</summary>
    Task<UserId?> RestrictAsync(string id, CancellationToken cancellationToken);

    /// <summary>Inside a unit of work: withholds it from everybody, its owner included, or gives it back. Null when there is no such thing, otherwise its owner.</summary>
    /// <param name="since">Null to give it back.</param>
    Task<UserId?> WithholdAsync(string id, DateTimeOffset? since, CancellationToken cancellationToken);
}

/// <param name="Id">As it is stored.</param>
/// <param name="IsSeen">Whether others than its owner may see it: it is public, or was seen under an address that is signed.</param>
public sealed record ReportableThing(string Id, UserId OwnerId, bool IsSeen);

/// <summary>An address of the server's own, taken apart. All of it are claims.</summary>
/// <param name="Resource">What stands behind the address of media, without parameters.</param>
/// <param name="Parameters">The other parameters, as they stand in the address.</param>
public sealed record SeenAddress(string Resource, string? Signature, string? Expires, IReadOnlyList<string> Parameters);
