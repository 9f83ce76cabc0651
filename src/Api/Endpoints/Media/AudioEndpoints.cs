using System.ComponentModel;
using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Media.Tracks;
using Picora.Application.Media.Tracks.Waveforms;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Audio files (contract section 12).</summary>
internal sealed class AudioEndpoints : IEndpointGroup
{
    private const string Upload = """
        MP3, M4A (AAC, ALAC, MP3, Opus or FLAC in MP4), WAV (PCM), FLAC and OGG (Vorbis, Opus, FLAC), by their bytes; raw AAC is not taken. Answered
        once the file is safe and can be played; `waveform` follows within seconds. A file that is cut off, broken or disguised is refused with 422.
        A picture that the file carries along becomes the cover. The same bytes again give the file that is there already, with
        `X-Picora-Duplicate: true`, and cost nothing.
        """;

    private const string Sign = """
        Whoever holds the addresses may open the file, its cover and its waveform until they expire, whatever the file's visibility; not when it is
        deleted or blocked. The body may be left out.
        """;

    private const string Waveform = """
        `peaks` is what the program audiowaveform writes (format 2): for each point the least and the greatest sample, -128 to 127, of
        `samples_per_pixel` samples at `sample_rate`. At most 4,000 points, however long the sound. The same lies at `url` as a file of its own for
        players, and drawn at `pictureUrl`. `pending` and `failed` ones have no peaks.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var audio = routes.MapGroup("/v1/audio").WithTags("audio");
        audio.MapPost("/", UploadAsync).WithName("uploadAudio").WithSummary("Upload an audio file").WithDescription(Upload)
            .Sends<UploadAudio>(RateTier.Upload).TakesForm(AudioExamples.Form).Answers(AudioExamples.NewAudio, StatusCodes.Status201Created)
            .Fails("PLAN_REQUIRED", "QUOTA_EXCEEDED", "AUDIO_TOO_LONG", "MEDIA_TOO_COMPLEX", "MEDIA_TOOLS_UNAVAILABLE", "UPLOAD_EXPIRED", "STORAGE_FULL", "STORAGE_UNAVAILABLE");
        audio.MapGet("/", ListAsync).WithName("listAudio").WithSummary("List audio files, newest first")
            .Sends<ListAudio>(RateTier.Read).Answers(AudioExamples.List).Fails("VALIDATION_ERROR");
        audio.MapGet("/{id}", GetAsync).WithName("getAudio").WithSummary("Read one audio file")
            .Sends<GetAudio>(RateTier.Read).Answers(AudioExamples.Audio).Fails("NOT_FOUND");
        audio.MapGet("/{id}/waveform", WaveformAsync).WithName("getWaveform").WithSummary("Read an audio file's waveform").WithDescription(Waveform)
            .Sends<GetWaveform>(RateTier.Read).Answers(AudioExamples.Waveform).Fails("NOT_FOUND");
        audio.MapPatch("/{id}", UpdateAsync).WithName("updateAudio").WithSummary("Change title or visibility")
            .WithDescription("Changes what is given and leaves the rest; an empty object changes nothing. An empty title is the file's name without its extension.")
            .Sends<UpdateAudio>(RateTier.Mutation).Takes(AudioExamples.Patch).AnswersNothing().Fails("NOT_FOUND");
        audio.MapPost("/{id}/sign", SignAsync).WithName("signAudio").WithSummary("Make addresses that open an audio file for a while").WithDescription(Sign)
            .Sends<SignAudio>(RateTier.Upload).Takes(AudioExamples.Sign).Answers(AudioExamples.Signed).Fails("NOT_FOUND");
        audio.MapDelete("/{id}", DeleteAsync).WithName("deleteAudio").WithSummary("Delete one audio file")
            .WithDescription("For good: its addresses answer 404 at once, and its bytes count no more.")
            .Sends<DeleteAudio>(RateTier.Mutation).AnswersNoContent().Fails("NOT_FOUND");
    }

    private static async Task<IResult> UploadAsync(HttpContext context, ISender sender, IOptions<AudioOptions> options, CancellationToken cancellationToken)
    {
        var result = await sender.Send(new UploadAudio(new MultipartBody(context, options.Value.MaxBytes)), cancellationToken);
        if (result is { IsSuccess: true, Value.Duplicate: true })
        {
            DuplicateHeader.Set(context.Response);
        }

        return result.Map(uploaded => uploaded.Audio).ToEnvelope(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync([AsParameters] AudioListQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListAudio(query.Cursor, query.Limit ?? query.PageSize, query.Q, query.IsPublic ?? query.IsPublicAlias), cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetAudio(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> WaveformAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetWaveform(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UpdateAsync(string id, AudioPatch patch, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new UpdateAudio(id, patch.Title, patch.IsPublic ?? patch.IsPublicAlias), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> SignAsync(string id, AudioSignRequest? body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new SignAudio(id, body?.ExpSeconds), cancellationToken)).ToEnvelope();

    private static async Task<IResult> DeleteAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteAudio(id), cancellationToken)).ToNoContent();
}

internal sealed record AudioListQuery(
    [property: Description("`nextCursor` of the page before; empty or absent: the first page.")] string? Cursor,
    [property: Description("1 to 50, 20 by default; a larger number counts as 50.")] string? Limit,
    [property: Description("Another name of `limit`.")] string? PageSize,
    [property: Description("Words, each of which title, file name, artist, album or the file's own title contain; upper and lower case do not matter.")] string? Q,
    [property: Description("`true` or `false`.")] string? IsPublic,
    [property: Description("Another name of `isPublic`."), FromQuery(Name = "is_public")] string? IsPublicAlias);

internal sealed record AudioPatch(
    string? Title,
    bool? IsPublic,
    [property: Description("Another name of `isPublic`."), JsonPropertyName("is_public")] bool? IsPublicAlias);

internal sealed record AudioSignRequest([property: Description("1 to 86,400; 3,600 by default.")] long? ExpSeconds = null);
