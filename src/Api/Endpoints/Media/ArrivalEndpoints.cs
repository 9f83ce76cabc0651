using MediatR;
using Microsoft.Extensions.Options;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Api.Http.Json;
using Picora.Application.Media.Arrivals;
using Picora.Application.Media.Contracts;
using Picora.Application.RateLimits.Contracts;
using Picora.Application.Uploads;
using Picora.Domain;

namespace Picora.Api.Endpoints.Media;

/// <summary>The ways in for media of every kind: as base64, by their address, several at once.</summary>
internal sealed class ArrivalEndpoints : IEndpointGroup
{
    private const string Kinds = """
        Its content tells whether it is a picture, video or audio file; `type` may name the kind. That kind's `write` scope is needed, and its
        limits count. The same bytes again give what is there already, with `X-Picora-Duplicate: true`, and cost nothing.
        """;

    private const string Base64 = $"`data` is the file in base64, or a `data:` address, of which only the content counts. {Kinds}";

    private const string Import = $"""
        Fetches the file, as if its bytes had been sent. The server goes to public http and https addresses only, also behind redirects, and
        sends no credentials along. {Kinds}
        """;

    private const string Batch = """
        Each part named `file` or `files` is a file of its own, taken or refused by itself and counted as an upload of its own; fields stand
        before the first file and hold for all. `results` has one entry per file, in the order of the form, and the answer is 200 also when
        some, or all, were refused. When the form itself breaks, or too much is sent, the last entry says so; nothing behind was read, what
        stands before it stays. Sent again, what is there already comes as a duplicate.
        """;

    private static readonly string[] Failures =
        ["INSUFFICIENT_SCOPE", "QUOTA_EXCEEDED", "PLAN_INACTIVE", "IMAGE_TOO_MANY_PIXELS", "UPLOAD_EXPIRED", "STORAGE_FULL", "STORAGE_UNAVAILABLE"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var media = routes.MapGroup("/v1/media").WithTags("media");
        media.MapPost("/", UploadAsync).WithName("uploadMedium").WithSummary("Upload a file of any kind as base64").WithDescription(Base64)
            .Accepts<Base64Upload>("application/json")
            .Sends<UploadMedium>(RateTier.Upload).Takes(ArrivalExamples.Upload, "data").Answers(ArrivalExamples.Item, StatusCodes.Status201Created).Fails(Failures);
        media.MapPost("/import", ImportAsync).WithName("importMedium").WithSummary("Import a file of any kind by its address").WithDescription(Import)
            .Sends<ImportMedium>(RateTier.Upload).Takes(ArrivalExamples.Import, "url").Answers(ArrivalExamples.Item, StatusCodes.Status201Created)
            .Fails(Failures).Fails("URL_NOT_ALLOWED", "URL_FETCH_FAILED", "IMPORT_BUSY", "IMPORT_DISABLED");
        media.MapPost("/batch", UploadManyAsync).WithName("uploadMedia").WithSummary("Upload several files in one form").WithDescription(Batch)
            .Sends<UploadMedia>(RateTier.Upload).TakesForm(ArrivalExamples.Form).Answers(ArrivalExamples.Batch).Fails("INSUFFICIENT_SCOPE", "STORAGE_FULL", "STORAGE_UNAVAILABLE");
    }

    private static async Task<IResult> UploadAsync(HttpContext context, ISender sender, IOptions<UploadsOptions> options, CancellationToken cancellationToken) =>
        ToAnswer(await sender.Send(new UploadMedium(new Base64Body(context, options.Value.MaxBase64Bytes)), cancellationToken), context);

    private static async Task<IResult> ImportAsync(ImportBody body, HttpContext context, ISender sender, CancellationToken cancellationToken) =>
        ToAnswer(await sender.Send(body.ToRequest(), cancellationToken), context);

    private static async Task<IResult> UploadManyAsync(
        HttpContext context, ISender sender, CallCounter counter, IOptions<UploadsOptions> options, CancellationToken cancellationToken)
    {
        var uploaded = await sender.Send(new UploadMedia(new MultipartFiles(context, counter, options.Value)), cancellationToken);
        return uploaded.Map(media => UploadResults.Of(media, context)).ToEnvelope();
    }

    private static IResult ToAnswer(Result<ArrivedMedium> arrived, HttpContext context)
    {
        if (arrived is { IsSuccess: true, Value.Duplicate: true })
        {
            DuplicateHeader.Set(context.Response);
        }

        return arrived.Map(medium => medium.Item).ToEnvelope(StatusCodes.Status201Created);
    }
}
