using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Tracks.Waveforms;

/// <summary>The waveform of one of the caller's audio files.</summary>
[RequireScope(Scope.AudioRead)]
public sealed record GetWaveform(string Id) : IRequest<Result<WaveformResponse>>;

/// <param name="Status"><c>pending</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Url">The same peaks as a file, below the address of media; null until made.</param>
/// <param name="PictureUrl">Drawn as a PNG of 1200 by 240 pixels; null until made.</param>
/// <param name="Peaks">Null until made.</param>
public sealed record WaveformResponse(string Id, string Status, string? Error, string? Url, string? PictureUrl, WaveformData? Peaks);

internal sealed class GetWaveformHandler(IMediaDb db, ICaller caller, IPublicUrls urls, IObjectStorage storage) : IRequestHandler<GetWaveform, Result<WaveformResponse>>
{
    public async Task<Result<WaveformResponse>> Handle(GetWaveform request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var rows = NanoId.IsValid(request.Id, NanoId.Long)
            ? await db.AudioTracks.AsNoTracking().Where(track => track.Id == request.Id && track.OwnerId == owner)
                .Select(track => new
                {
                    track.State,
                    track.LastError,
                    Keys = track.Renditions.Where(rendition => rendition.Name == AudioRendition.Peaks).Select(rendition => rendition.Key).ToList(),
                })
                .ToListAsync(cancellationToken)
            : [];
        if (rows is not [var found])
        {
            return MediaErrors.AudioNotFound;
        }

        var (id, status) = (request.Id, TrackRow.NameOf(found.State));
        return found is { State: WorkState.Done, Keys: [var key] } && await ReadAsync(key, cancellationToken) is { } peaks
            ? new WaveformResponse(id, status, null, TrackUrls.Waveform(urls, id, TrackUrls.Numbers), TrackUrls.Waveform(urls, id, TrackUrls.WaveformPicture), peaks)
            : new WaveformResponse(id, status, found.State == WorkState.Failed ? found.LastError : null, null, null, null);
    }

    private async Task<WaveformData?> ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var file = await storage.OpenAsync(key, cancellationToken);
        return file is null ? null : await WaveformData.ReadAsync(file, cancellationToken);
    }
}
