using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Archives;

/// <summary>Files that go out together. Nothing is opened before its turn.</summary>
/// <param name="Name">Of the archive, without an extension.</param>
public sealed record ImageArchive(string Name, UserId Owner, IReadOnlyList<ArchiveEntry> Entries);

/// <param name="Name">Unlike all others of the archive, and safe to unpack.</param>
/// <param name="Key">Of the object, as text: an answer to a named request is kept as JSON.</param>
public sealed record ArchiveEntry(string Name, string Key, DateTimeOffset ModifiedAt);

/// <summary>Puts archives together.</summary>
internal sealed class ArchivePlans(IOptions<ArchiveOptions> options)
{
    /// <param name="images">The owner's, in the order of the archive. What an operator withholds stays out.</param>
    public async Task<Result<ImageArchive>> MakeAsync(string name, UserId owner, IQueryable<Image> images, CancellationToken cancellationToken)
    {
        var (most, bytes) = (options.Value.MaxItems, options.Value.MaxBytes);
        var rows = await images.Where(image => image.BlockedAt == null)
            .Select(image => new { image.FileName, image.Format, image.Key, image.SizeBytes, image.CreatedAt }).Take(most + 1).ToListAsync(cancellationToken);
        if (rows.Count > most || rows.Sum(row => row.SizeBytes) > bytes)
        {
            return Error.Validation("ids", $"One download holds at most {most} images and {bytes} bytes.");
        }

        var names = new ArchiveNames();
        return new ImageArchive(name, owner, rows.ConvertAll(row => new ArchiveEntry(names.Next(row.FileName, row.Format), row.Key.Value, row.CreatedAt)));
    }
}
