using MediatR;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Asks what this server speaks of the tus protocol.</summary>
[PublicAccess]
public sealed record DescribeTus : IRequest<Result<TusCapabilities>>;

/// <param name="MaxBytes">The most that the caller may send; of an unknown caller, the most that anybody may.</param>
public sealed record TusCapabilities(string Version, string Extensions, string ChecksumAlgorithms, long MaxBytes);

internal sealed class DescribeTusHandler(MediaArrivals arrivals, ICaller caller, IOptions<UploadSessionOptions> options)
    : IRequestHandler<DescribeTus, Result<TusCapabilities>>
{
    public Task<Result<TusCapabilities>> Handle(DescribeTus request, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxBytes;
        var allowed = caller.Current.IsAuthenticated ? Math.Min(arrivals.MostBytes() ?? most, most) : most;
        return Task.FromResult<Result<TusCapabilities>>(
            new TusCapabilities(TusProtocol.Version, TusProtocol.Extensions, TusProtocol.ChecksumAlgorithms, allowed));
    }
}
