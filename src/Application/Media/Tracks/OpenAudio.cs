using MediatR;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>The bytes of an audio file, of its cover or of its waveform, by their public addresses.</summary>
[PublicAccess]
public sealed record OpenAudio(TrackFile File, string Id, string Extension, MediaVisit Visit) : IRequest<Result<MediaFile>>
{
    public string Resource => TrackUrls.Resource(File, Id, Extension);
}

internal sealed class OpenAudioHandler(DeliverableTracks tracks, MediaGate gate) : IRequestHandler<OpenAudio, Result<MediaFile>>
{
    public async Task<Result<MediaFile>> Handle(OpenAudio request, CancellationToken cancellationToken)
    {
        if (gate.RefuseSignature(request.Resource, request.Visit) is { } refusal)
        {
            return refusal;
        }

        if (!NanoId.IsValid(request.Id, NanoId.Long) || await tracks.FindAsync(request.Id, cancellationToken) is not { } track)
        {
            return MediaErrors.AudioNotFound;
        }

        var ground = gate.Admit(track.Guards, request.Visit);
        return ground.Bind(admitted => Choose(request, track, admitted));
    }

    private static Result<MediaFile> Choose(OpenAudio request, DeliverableTrack track, MediaGround ground) => (request.File, request.Extension) switch
    {
        (TrackFile.Sound, var extension) when string.Equals(extension, track.Format.Extension(), StringComparison.Ordinal) =>
            File(track, track.Key, $"\"{track.Hash}\"", track.Format.MimeType(), track.FileName, ground),
        (TrackFile.Cover, TrackUrls.Picture) => Made(track, AudioRendition.Cover, "image/jpeg", "cover.jpg", ground),
        (TrackFile.Cover, TrackUrls.Drawing) when track.KeyOf(AudioRendition.Cover) is null =>
            File(track, track.Key, $"\"cover-{track.Format.Extension()}\"", "image/svg+xml", "cover.svg", ground) with { Inline = DefaultCovers.Of(track.Format) },
        (TrackFile.Waveform, TrackUrls.Numbers) => Made(track, AudioRendition.Peaks, "application/json", "waveform.json", ground),
        (TrackFile.Waveform, TrackUrls.WaveformPicture) => Made(track, AudioRendition.Waveform, "image/png", "waveform.png", ground),
        _ => MediaErrors.AudioNotFound,
    };

    // What was made never changes while its key stays the same.
    private static Result<MediaFile> Made(DeliverableTrack track, string name, string type, string fileName, MediaGround ground) => track.KeyOf(name) is { } key
        ? File(track, key, $"\"{key.Value[(key.Value.LastIndexOf('/') + 1)..]}\"", type, fileName, ground)
        : MediaErrors.AudioNotFound;

    private static MediaFile File(DeliverableTrack track, ObjectKey key, string etag, string type, string fileName, MediaGround ground) =>
        new(key, type, etag, track.CreatedAt, fileName, track.Guards.OwnerId, ground, Layout: null) { Bandwidth = QuotaType.MediaBandwidth };
}
