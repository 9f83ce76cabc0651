using System.Linq.Expressions;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Tracks;

namespace Picora.Application.Media.Tracks;

/// <summary>An audio file as clients see it (contract section 12).</summary>
/// <param name="ThumbnailUrl">The picture that the file carries along, or a drawing that stands for its format.</param>
/// <param name="DurationSeconds">Null when the file does not say.</param>
/// <param name="Bitrate">In kbit/s; null when unknown.</param>
public sealed record AudioResponse(
    string Id,
    string Type,
    string Url,
    string Filename,
    long SizeBytes,
    string MimeType,
    string Title,
    string ThumbnailUrl,
    double? DurationSeconds,
    int? Bitrate,
    string Status,
    bool IsPublic,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public required AudioMetadata Metadata { get; init; }

    public required AudioWaveform Waveform { get; init; }

    public MediaItem ToItem() => new(Id, Type, Filename, Title, SizeBytes, MimeType, Status, IsPublic, [], CreatedAt, UpdatedAt)
    {
        Url = Url,
        ThumbnailUrl = ThumbnailUrl,
        DurationSeconds = DurationSeconds,
        Bitrate = Bitrate,
    };
}

/// <summary>What the file says of itself. Where it was recorded is not shown to anybody.</summary>
/// <param name="Codec">Such as <c>mp3</c>, <c>aac</c>, <c>flac</c>, <c>vorbis</c>, <c>opus</c> or <c>pcm_s16le</c>.</param>
/// <param name="SampleRate">Per second.</param>
public sealed record AudioMetadata(
    string Codec, int SampleRate, int Channels, string? Title, string? Artist, string? Album, string? Genre, string? Year);

/// <param name="Status"><c>pending</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="Url">The peaks as JSON, in the form of the program audiowaveform; null until made.</param>
/// <param name="PictureUrl">The same drawn as a PNG; null until made.</param>
public sealed record AudioWaveform(string Status, string? Url, string? PictureUrl);

/// <summary>What a query reads of an audio file to show it.</summary>
internal sealed record TrackRow(
    string Id,
    AudioFormat Format,
    string FileName,
    string Title,
    long SizeBytes,
    double? Seconds,
    int? Bitrate,
    bool IsPublic,
    WorkState Waveform,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Hash,
    bool HasCover,
    AudioMetadata Metadata)
{
    public static readonly Expression<Func<AudioTrack, TrackRow>> Projection = track => new TrackRow(
        track.Id,
        track.Format,
        track.FileName,
        track.Title,
        track.SizeBytes,
        track.Seconds,
        track.Bitrate,
        track.IsPublic,
        track.State,
        track.CreatedAt,
        track.UpdatedAt,
        track.Hash.Value,
        track.Renditions.Any(rendition => rendition.Name == AudioRendition.Cover),
        new AudioMetadata(track.Codec, track.SampleRate, track.Channels, track.TagTitle, track.Artist, track.Album, track.Genre, track.Year));

    private static readonly Func<AudioTrack, TrackRow> FromEntity = Projection.Compile();

    public static TrackRow Of(AudioTrack track) => FromEntity(track);

    public AudioResponse ToResponse(IPublicUrls urls)
    {
        var ready = Waveform == WorkState.Done;
        return new AudioResponse(
            Id, MediaKind.Audio.ToName(), TrackUrls.Sound(urls, Id, Format), FileName, SizeBytes, Format.MimeType(), Title,
            TrackUrls.Cover(urls, Id, HasCover), Seconds, Bitrate, "ready", IsPublic, CreatedAt, UpdatedAt)
        {
            Metadata = Metadata,
            Waveform = new AudioWaveform(
                NameOf(Waveform),
                ready ? TrackUrls.Waveform(urls, Id, TrackUrls.Numbers) : null,
                ready ? TrackUrls.Waveform(urls, Id, TrackUrls.WaveformPicture) : null),
        };
    }

    public static string NameOf(WorkState state) => state switch
    {
        WorkState.Waiting => "pending",
        WorkState.Done => "ready",
        WorkState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
