using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Writes down how making a picture's renditions went, for the holder of the lease only.</summary>
internal sealed class ImageVariantOutcome(IMediaDb db, IUnitOfWork unitOfWork, IOptions<ProcessingOptions> options, TimeProvider time)
{
    private const string Unreadable = "IMAGE_UNREADABLE";

    /// <returns>False when the lease is somebody else's by now or the picture is gone.</returns>
    public async Task<bool> SucceedAsync(
        ImageId id, string lease, IReadOnlyList<ImageVariant> variants, PictureDigest digest, CancellationToken cancellationToken)
    {
        var recorded = await unitOfWork.ExecuteAsync<bool>(
            async token =>
            {
                var mine = await Leased(id, lease).ExecuteUpdateAsync(
                    row => row.SetProperty(image => image.Processing, Processing.Ready)
                        .SetProperty(image => image.ColourSpace, digest.ColourSpace)
                        .SetProperty(image => image.DominantColour, digest.DominantColour)
                        .SetProperty(image => image.ThumbHash, digest.ThumbHash)
                        .SetProperty(image => image.PerceptualHash, digest.PerceptualHash)
                        .SetProperty(image => image.LeaseToken, (string?)null)
                        .SetProperty(image => image.LeasedUntil, (DateTimeOffset?)null)
                        .SetProperty(image => image.NextAttemptAt, (DateTimeOffset?)null)
                        .SetProperty(image => image.LastError, (string?)null),
                    token);
                if (mine == 1)
                {
                    db.ImageVariants.AddRange(variants);
                }

                return mine == 1;
            },
            cancellationToken);
        return recorded.Value;
    }

    /// <summary>A picture that cannot be decoded fails at once; what may be the machine's fault is tried again, later each time.</summary>
    public async Task FailAsync(ImageId id, string lease, Error error, CancellationToken cancellationToken)
    {
        var attempts = await Leased(id, lease).Select(image => image.Attempts).SingleOrDefaultAsync(cancellationToken);
        var final = string.Equals(error.Code, Unreadable, StringComparison.Ordinal) || attempts >= options.Value.MaxAttempts;
        var processing = final ? Processing.Failed : Processing.Pending;
        DateTimeOffset? next = final ? null : time.Now() + TimeSpan.FromSeconds(options.Value.RetrySeconds * Math.Pow(2, attempts - 1));
        var text = $"{error.Code}: {error.Message}";
        var shortened = text.Length > Image.MaxErrorLength ? text[..Image.MaxErrorLength] : text;
        await unitOfWork.ExecuteAsync<int>(
            async token => await Leased(id, lease).ExecuteUpdateAsync(
                row => row.SetProperty(image => image.Processing, processing)
                    .SetProperty(image => image.NextAttemptAt, next)
                    .SetProperty(image => image.LeaseToken, (string?)null)
                    .SetProperty(image => image.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(image => image.LastError, shortened),
                token),
            cancellationToken);
    }

    /// <summary>Nothing was tried, because the server stops or has no room: the picture waits again, and the attempt does not count.</summary>
    public Task ReturnAsync(ImageId id, string lease) =>
        unitOfWork.ExecuteAsync<int>(
            async token => await Leased(id, lease).ExecuteUpdateAsync(
                row => row.SetProperty(image => image.LeaseToken, (string?)null)
                    .SetProperty(image => image.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(image => image.Attempts, image => image.Attempts - 1),
                token),
            CancellationToken.None);

    private IQueryable<Image> Leased(ImageId id, string lease) => db.Images.Where(image => image.Id == id && image.LeaseToken == lease);
}
