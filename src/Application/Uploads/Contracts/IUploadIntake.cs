using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Contracts;

/// <summary>Who uploads, what pays for it and how much may come.</summary>
/// <param name="LeastBytes">What the file has at least, as far as the protocol tells it beforehand; held while it arrives. Null when it does not.</param>
/// <param name="MaxBytes">The transfer stops at the first byte past this, with 413.</param>
public sealed record UploadOrder(UserId Owner, Plan Plan, QuotaType Quota, long? LeastBytes, long MaxBytes);

/// <summary>A file that lies durably in the storage, measured on the way, and not yet anybody's.</summary>
public sealed record ReceivedUpload(string ReservationId, UserId Owner, Plan Plan, QuotaType Quota, long HeldBytes, ObjectKey Key, ContentHash Hash, long SizeBytes)
{
    /// <summary>The id that was promised for the medium, should one be added; null when none was.</summary>
    public string? MediumId { get; init; }

    /// <summary>The type that the file was announced as and has to have; null where none was announced, or the announcement does not count.</summary>
    public string? AnnouncedType { get; init; }
}

/// <summary>What became of an upload.</summary>
public interface IUploadOutcome
{
    /// <summary>False when the same bytes were there already and the new ones were discarded.</summary>
    bool Kept { get; }
}

/// <summary>
/// The one path by which bytes come in, whatever the protocol: reserve, stream once to a new key while counting and hashing, then let the
/// medium's own module decide in one transaction. Whatever fails, the hold comes back and the bytes go.
/// </summary>
public interface IUploadIntake
{
    /// <summary>Takes one file in.</summary>
    /// <param name="complete">
    /// Inspects the stored bytes and, in one unit of work, adds the medium's row and calls <see cref="SettleAsync"/>, or finds that nothing is
    /// to be added and calls <see cref="DiscardAsync"/>. On a failure, or an exception, the upload is taken back.
    /// </param>
    Task<Result<T>> TakeInAsync<T>(
        UploadOrder order, Stream content, Func<ReceivedUpload, CancellationToken, Task<Result<T>>> complete, CancellationToken cancellationToken)
        where T : IUploadOutcome;

    /// <summary>Inside the unit of work that adds the medium: the reservation goes, the quota is charged with the real size.</summary>
    Task<Result<Success>> SettleAsync(ReceivedUpload upload, CancellationToken cancellationToken);

    /// <summary>Inside a unit of work: the reservation goes, the hold comes back, the bytes are doomed.</summary>
    Task<Result<Success>> DiscardAsync(ReceivedUpload upload, CancellationToken cancellationToken);
}
