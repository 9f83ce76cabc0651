using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks;

/// <summary>Addresses of one of the caller's audio files that open it, its cover and its waveform to whoever holds them, for a while.</summary>
/// <param name="ExpSeconds">1 to 86,400; null for 3,600.</param>
[RequireScope(Scope.AudioWrite)]
public sealed record SignAudio(string Id, long? ExpSeconds) : IRequest<Result<SignedAudio>>;

/// <param name="Exp">Unix seconds.</param>
public sealed record SignedAudio(string SignedUrl, string CoverUrl, string WaveformUrl, string WaveformPictureUrl, DateTimeOffset ExpiresAt, long Exp);

internal sealed class SignAudioValidator : AbstractValidator<SignAudio>
{
    private const int MaxSeconds = 24 * 60 * 60;

    public SignAudioValidator() => RuleFor(request => request.ExpSeconds).InclusiveBetween(1, MaxSeconds);
}

internal sealed class SignAudioHandler(IMediaDb db, ICaller caller, IPublicUrls urls, MediaSignatures signatures, TimeProvider time)
    : IRequestHandler<SignAudio, Result<SignedAudio>>
{
    private const long DefaultSeconds = 3600;

    public async Task<Result<SignedAudio>> Handle(SignAudio request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var found = NanoId.IsValid(request.Id, NanoId.Long)
            ? await db.AudioTracks.AsNoTracking().Where(track => track.Id == request.Id && track.OwnerId == owner)
                .Select(track => new { track.Format, HasCover = track.Renditions.Any(rendition => rendition.Name == AudioRendition.Cover) })
                .SingleOrDefaultAsync(cancellationToken)
            : null;
        if (found is null)
        {
            return MediaErrors.AudioNotFound;
        }

        var exp = time.GetUtcNow().ToUnixTimeSeconds() + (request.ExpSeconds ?? DefaultSeconds);
        return new SignedAudio(
            Sign(TrackFile.Sound, found.Format.Extension()),
            Sign(TrackFile.Cover, found.HasCover ? TrackUrls.Picture : TrackUrls.Drawing),
            Sign(TrackFile.Waveform, TrackUrls.Numbers),
            Sign(TrackFile.Waveform, TrackUrls.WaveformPicture),
            DateTimeOffset.FromUnixTimeSeconds(exp),
            exp);

        string Sign(TrackFile file, string extension)
        {
            var resource = TrackUrls.Resource(file, request.Id, extension);
            return $"{urls.Media}/{resource}?{signatures.Sign(resource, string.Empty, exp)}";
        }
    }
}
