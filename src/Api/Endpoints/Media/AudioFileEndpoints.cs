using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Api.Http.Delivery;
using Picora.Application.Media;
using Picora.Application.Media.Tracks;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>The bytes of audio files, of their covers and waveforms (contract section 26.1).</summary>
internal sealed class AudioFileEndpoints : IEndpointGroup
{
    private const string Delivery = """
        Ranges, `If-None-Match` and HEAD work. A private file needs its owner's credential or a signed address (`sig` and `exp`, from `signAudio`).
        `download` makes browsers save the file.
        """;

    private static readonly string[] Failures =
        ["UNAUTHORIZED", "FORBIDDEN", "INSUFFICIENT_SCOPE", "NOT_FOUND", "CONTENT_BLOCKED", "BANDWIDTH_SUSPENDED", "STORAGE_UNAVAILABLE"];

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var media = routes.MapGroup("/media").WithTags("media");
        media.MapMethods("/audio/{id}.{extension}", Methods, Sound).WithName("readAudio").WithSummary("Read an audio file's bytes").WithDescription(Delivery)
            .Sends<OpenAudio>(RateTier.None).AnswersFile("audio/mpeg", "audio/mp4", "audio/wav", "audio/flac", "audio/ogg").Fails(Failures);
        media.MapMethods("/audio-cover/{id}.{extension}", Methods, Cover).WithName("readAudioCover").WithSummary("Read an audio file's cover")
            .WithDescription($"`jpg` when the file carries a picture, else `svg`: a drawing that stands for its format. {Delivery}")
            .Sends<OpenAudio>(RateTier.None).AnswersFile("image/jpeg", "image/svg+xml").Fails(Failures);
        media.MapMethods("/audio-waveform/{id}.{extension}", Methods, Waveform).WithName("readWaveform").WithSummary("Read an audio file's waveform")
            .WithDescription($"`json` in the form of the program audiowaveform, or `png`. {Delivery}")
            .Sends<OpenAudio>(RateTier.None).AnswersBare(AudioExamples.Peaks).AnswersFile("image/png").Fails(Failures);
    }

    private static MediaAnswer Sound(string id, string extension, HttpRequest request) => Open(new OpenAudio(TrackFile.Sound, id, extension, MediaVisit.Plain), request);

    private static MediaAnswer Cover(string id, string extension, HttpRequest request) => Open(new OpenAudio(TrackFile.Cover, id, extension, MediaVisit.Plain), request);

    private static MediaAnswer Waveform(string id, string extension, HttpRequest request) => Open(new OpenAudio(TrackFile.Waveform, id, extension, MediaVisit.Plain), request);

    // Sent by the answer itself, which may have to look twice.
    private static MediaAnswer Open(OpenAudio open, HttpRequest request) =>
        new(open with { Visit = MediaQuery.ReadVisit(request, open.Resource) }, open.Resource);
}
