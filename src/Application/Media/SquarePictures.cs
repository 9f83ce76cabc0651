using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Application.Media;

internal sealed class SquarePictures(PictureMaking making) : ISquarePictures
{
    private const int Quality = 80;

    public Task<Result<byte[]>> MakeAsync(byte[] file, string ownerId, int side, CancellationToken cancellationToken) => making.MakeAsync(
        file,
        ownerId,
        facts => new TransformPlan(
            Placement.Of(facts.Size, side, side, Fit.Cover), Focus.Centre, ImageFormat.WebP, Quality, TransformPlan.UsualEffort(ImageFormat.WebP), IsAnimated: false),
        cancellationToken);
}
