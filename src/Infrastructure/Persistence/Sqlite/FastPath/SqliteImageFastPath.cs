using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

internal sealed class SqliteImageFastPath(
    GroupCommitWriter writer, UploadStatements statements, IPlanCatalog plans, IRequestName request, TimeProvider time) : IImageFastPath
{
    public Task<bool> TryAddAsync(ReceivedUpload upload, Image image)
    {
        if (request.Name is not null)
        {
            // Its answer is kept in the same transaction, which is the general way's business.
            return Task.FromResult(false);
        }

        var terms = QuotaTerms.Of(plans.For(upload.Plan), upload.Quota);
        var now = time.GetUtcNow();
        return writer.TryAsync(connection =>
            UploadStatements.TryEndReservation(connection, upload.ReservationId)
            && UploadStatements.TrySettle(connection, upload, terms, now)
            && statements.TryAdd(connection, image)
            && UploadStatements.TryNote(connection, image, now));
    }
}
