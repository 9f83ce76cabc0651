using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain.Media;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>
/// Makes the pictures that audio files carry along anew, in a worker process: nothing of the bytes themselves goes out. What cannot be made is
/// no reason to refuse the file; a drawing stands in.
/// </summary>
internal sealed class TrackCovers(ISoundReader sounds, PictureMaking making, IObjectStorage storage, IOptions<AudioOptions> options)
{
    private const int Quality = 85;

    /// <summary>Null when there is none to show.</summary>
    public async Task<AudioRendition?> MakeAsync(AudioTrack track, AttachedPicture picture, CancellationToken cancellationToken)
    {
        var bytes = await sounds.ReadCoverAsync(track.Key, track.Format, picture, cancellationToken);
        var made = bytes.IsSuccess ? await making.MakeAsync(bytes.Value, track.Id, PlanFor, cancellationToken) : bytes.Error;
        if (!made.IsSuccess)
        {
            return null;
        }

        // Should the process die before the row is there, the sweeper finds a rendition that nothing refers to.
        var key = ObjectKey.NewVariant(track.Id, AudioRendition.Cover, TrackUrls.Picture);
        await storage.PutAsync(key, new MemoryStream(made.Value, writable: false), cancellationToken);
        return AudioRendition.Create(track.Id, AudioRendition.Cover, key, made.Value.Length);
    }

    /// <summary>Removes what was made for a track that did not come to be.</summary>
    public async Task DropAsync(AudioTrack track, CancellationToken cancellationToken)
    {
        foreach (var rendition in track.Renditions)
        {
            await storage.DeleteAsync(rendition.Key, cancellationToken);
        }
    }

    private TransformPlan PlanFor(ImageFacts facts) => new(
        Placement.Of(facts.Size, options.Value.CoverSide, options.Value.CoverSide, Fit.Inside), Focus.Centre, ImageFormat.Jpeg, Quality,
        TransformPlan.UsualEffort(ImageFormat.Jpeg), IsAnimated: false);
}
