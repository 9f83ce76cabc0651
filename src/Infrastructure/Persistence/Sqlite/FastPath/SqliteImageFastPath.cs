using Picora.Application.Media;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Persistence.Sqlite.FastPath;

internal sealed class SqliteImageFastPath(GroupCommitWriter writer, UploadStatements statements, IPlanCatalog plans, TimeProvider time) : IImageFastPath
{
    public Task<bool> TryAddAsync(ReceivedUpload upload, Image image)
    {
        var terms = QuotaTerms.Of(plans.For(upload.Plan), upload.Quota);
        var now = time.GetUtcNow();
        return writer.TryAsync(connection =>
            UploadStatements.TryEndReservation(connection, upload.ReservationId)
            && UploadStatements.TrySettle(connection, upload, terms, now)
            && statements.TryAdd(connection, image));
    }
}
