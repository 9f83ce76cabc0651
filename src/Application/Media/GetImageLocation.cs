using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>
/// Where one of the caller's pictures was taken, as its file says. Read from the file when its owner asks; no list, no other answer and no
/// database holds it.
/// </summary>
[RequireScope(Scope.ImagesRead)]
public sealed record GetImageLocation(string Id) : IRequest<Result<ImageLocationResponse>>;

/// <param name="Latitude">In degrees, north positive.</param>
/// <param name="Longitude">In degrees, east positive.</param>
/// <param name="Altitude">In metres above the sea; null where the file does not say.</param>
public sealed record ImageLocationResponse(double Latitude, double Longitude, double? Altitude);

internal sealed class GetImageLocationHandler(IMediaDb db, ICaller caller, IObjectStorage storage, IImageInspector inspector)
    : IRequestHandler<GetImageLocation, Result<ImageLocationResponse>>
{
    private static readonly Error NoPlace = Error.NotFound("The picture's file does not say where it was taken");

    public async Task<Result<ImageLocationResponse>> Handle(GetImageLocation request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        if (ImageId.Parse(request.Id) is not { } id)
        {
            return MediaErrors.ImageNotFound;
        }

        var keys = await db.Images.AsNoTracking().Where(image => image.Id == id && image.OwnerId == owner)
            .Select(image => image.Key).ToListAsync(cancellationToken);
        if (keys is not [var key])
        {
            return MediaErrors.ImageNotFound;
        }

        await using var file = await storage.OpenAsync(key, cancellationToken);
        if (file is null)
        {
            // Deleted in this moment.
            return MediaErrors.ImageNotFound;
        }

        var facts = await inspector.InspectAsync(file, cancellationToken);
        return facts.IsSuccess && facts.Value.Capture.Place is { } place
            ? new ImageLocationResponse(place.Latitude, place.Longitude, place.Altitude)
            : NoPlace;
    }
}
