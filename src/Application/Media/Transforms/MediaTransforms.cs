using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Watermarks;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Transforms;

/// <summary>A picture that somebody may have, as far as transforms need it.</summary>
internal sealed record TransformTarget(ImageId Id, ContentHash Hash, TransformSubject Subject);

/// <summary>Puts in the original's place what the parameters of its address ask for. Makes nothing yet.</summary>
internal sealed class MediaTransforms(ICaller caller, WatermarkDirectory watermarks, IOptions<TransformOptions> options)
{
    private static readonly Error Unsigned = new(ErrorKind.Forbidden, "FORBIDDEN", "Forbidden: this transform needs a signed address");

    /// <param name="original">As whoever asks may have it.</param>
    public async Task<Result<MediaFile>> ApplyAsync(MediaFile original, TransformTarget target, MediaVisit visit, CancellationToken cancellationToken)
    {
        if (visit.Parameters.Length == 0)
        {
            return original;
        }

        var parsed = TransformRequest.Parse(visit.Parameters, options.Value.Presets);
        if (!parsed.IsSuccess)
        {
            return parsed.Error;
        }

        var request = parsed.Value;
        if (options.Value.RequireSignature && request.IsFree && !visit.ClaimsSignature && !IsOwner(original))
        {
            return Unsigned;
        }

        if (request.Parameters.IsNone)
        {
            return original;
        }

        var named = request.Parameters.Watermark is { } template
            ? (await watermarks.FindAsync(original.OwnerId, template, cancellationToken)).Map<NamedWatermark?>(found => found)
            : default(NamedWatermark);
        var file = original with { VariesByAccept = request.Parameters.Format == RequestedFormat.Auto };
        return named.Bind(found => TransformPlanner
            .Plan(target.Subject, request.Parameters, visit.Accepted, found?.Watermark, options.Value.MaxOutputPixels)
            .Map(plan => plan is null ? file : Replace(file, target, plan, request.IsPreview, found?.MayBeMade ?? true)));
    }

    private MediaFile Replace(MediaFile file, TransformTarget target, TransformPlan plan, bool isPreview, bool mayBeMade)
    {
        var hash = plan.HashFor(target.Hash);
        var extension = plan.Format.Extension();
        var key = ObjectKey.ForTransform(target.Id.Value, hash, extension);
        var subject = target.Subject;
        var source = new RenderSource(file.Key, subject.Format, subject.Size.Pixels * (plan.IsAnimated ? subject.Frames : 1));
        return file with
        {
            Key = key,
            ContentType = plan.Format.MimeType(),
            ETag = $"\"{hash}\"",
            FileName = Path.ChangeExtension(file.FileName, extension),
            Layout = null,
            Variant = new VariantOrder(target.Id, file.OwnerId, source, plan, key, isPreview ? PreviewsOf(file) : null) { MayBeMade = mayBeMade },
        };
    }

    // Strangers share a bucket per owner, so that they cannot take from the owner's own.
    private string PreviewsOf(MediaFile file) =>
        caller.Current.IsAuthenticated ? caller.Current.UserId.Value : $"strangers of {file.OwnerId.Value}";

    private bool IsOwner(MediaFile file) => caller.Current.IsAuthenticated && caller.Current.UserId == file.OwnerId;
}
