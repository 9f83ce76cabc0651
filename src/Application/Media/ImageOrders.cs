using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media;

/// <summary>What a caller may send as a picture.</summary>
internal sealed class ImageOrders(IPlanCatalog plans, ICaller caller, IOptions<ImagingOptions> options)
{
    public UploadOrder New(long? leastBytes)
    {
        var plan = caller.Current.Plan;
        var most = Math.Min(options.Value.MaxBytes, plans.For(plan).ImageFileBytes ?? long.MaxValue);
        return new UploadOrder(caller.Current.UserId, plan, QuotaType.ImageStorage, leastBytes, most);
    }
}
