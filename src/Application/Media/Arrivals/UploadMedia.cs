using MediatR;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Arrivals;

/// <summary>
/// Takes the files of one form in, one after the other, each by itself: those that were taken stay, whatever becomes of the others. What the
/// form says beside them holds for all.
/// </summary>
[RequireAnyScope(Scope.ImagesWrite | Scope.VideosWrite | Scope.AudioWrite)]
public sealed record UploadMedia(IUploadFiles Files) : IRequest<Result<UploadedMedia>>;

/// <param name="Outcomes">One per file, in the order of the form. The last one may be the form's own failure, behind which nothing was read.</param>
public sealed record UploadedMedia(IReadOnlyList<MediumOutcome> Outcomes);

/// <param name="FileName">As the client names it; null when it does not, and for the form's own failure.</param>
/// <param name="Medium">Null when the file was refused.</param>
/// <param name="Error">Null when it was taken.</param>
public sealed record MediumOutcome(string? FileName, ArrivedMedium? Medium, Error? Error);

internal sealed class UploadMediaHandler(MediaArrivals arrivals) : IRequestHandler<UploadMedia, Result<UploadedMedia>>
{
    public async Task<Result<UploadedMedia>> Handle(UploadMedia request, CancellationToken cancellationToken)
    {
        if (arrivals.Refuse(type: null) is { } refusal)
        {
            return refusal;
        }

        var outcomes = new List<MediumOutcome>();
        var next = await request.Files.NextAsync(cancellationToken);
        while (next is { IsSuccess: true, Value: { } part })
        {
            var taken = await arrivals.TakeAsync(ToFile(part), cancellationToken);
            outcomes.Add(new MediumOutcome(part.FileName, taken.IsSuccess ? taken.Value : null, taken.Error));
            next = await request.Files.NextAsync(cancellationToken);
        }

        if (next.Error is { } failure)
        {
            if (outcomes.Count == 0)
            {
                return failure;
            }

            outcomes.Add(new MediumOutcome(null, null, failure));
        }

        return new UploadedMedia(outcomes);
    }

    private static ArrivingFile ToFile(UploadPart part) => new(
        part.Content,
        part.FileName,
        part.LeastBytes,
        _ => Task.FromResult<Result<IReadOnlyDictionary<string, string>>>(new Dictionary<string, string>(part.Fields, StringComparer.Ordinal)))
    {
        Type = part.Fields.GetValueOrDefault(MediaArrivals.TypeField),
    };
}
