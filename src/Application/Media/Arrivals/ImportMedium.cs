using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Arrivals;

/// <summary>Fetches a file from a public address and takes it in, as if its bytes had been sent. The kind decides which scope is needed.</summary>
/// <param name="Url">http or https.</param>
/// <param name="Type"><c>image</c>, <c>video</c> or <c>audio</c>; null leaves it to the content.</param>
/// <param name="FileName">Null for what the other server or the address says.</param>
[RequireAnyScope(Scope.ImagesWrite | Scope.VideosWrite | Scope.AudioWrite)]
public sealed record ImportMedium(string? Url, string? Type, string? FileName, string? Title, IReadOnlyList<string>? Tags, bool? IsPublic, string? KbId)
    : IRequest<Result<ArrivedMedium>>;

internal sealed class ImportMediumValidator : AbstractValidator<ImportMedium>
{
    private const int MaxUrlLength = 2048;
    private const int MostTags = 100;

    public ImportMediumValidator()
    {
        RuleFor(request => request.Url).NotEmpty().WithMessage("url is needed.").MaximumLength(MaxUrlLength);
        RuleFor(request => request.Type).Must(type => string.IsNullOrWhiteSpace(type) || MediaKinds.Find(type) is not null).WithMessage("type is image, video or audio.");
        RuleFor(request => request.Tags).Must(tags => tags is null or { Count: <= MostTags }).WithMessage($"At most {MostTags} tags may be sent.");
    }
}

internal sealed class ImportMediumHandler(IRemoteFiles files, MediaArrivals arrivals, ImportTurns turns, ICaller caller, IOptions<ImportOptions> options)
    : IRequestHandler<ImportMedium, Result<ArrivedMedium>>
{
    private static readonly Error Disabled = new(ErrorKind.Forbidden, "IMPORT_DISABLED", "This server fetches nothing from elsewhere; send the file itself");

    public async Task<Result<ArrivedMedium>> Handle(ImportMedium request, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return Disabled;
        }

        if (arrivals.Refuse(request.Type) is { } refusal)
        {
            return refusal;
        }

        using var turn = turns.TryTake(caller.Current.UserId);
        return turn is null ? ImportTurns.Busy : await FetchAsync(request, cancellationToken);
    }

    private async Task<Result<ArrivedMedium>> FetchAsync(ImportMedium request, CancellationToken cancellationToken)
    {
        var opened = await files.OpenAsync(request.Url!, cancellationToken);
        if (!opened.IsSuccess)
        {
            return opened.Error;
        }

        await using var remote = opened.Value;
        var fields = FieldsOf(request);
        var file = new ArrivingFile(
            remote.Content, request.FileName ?? remote.FileName, remote.Length, _ => Task.FromResult<Result<IReadOnlyDictionary<string, string>>>(fields))
        {
            Type = request.Type,
        };
        return await arrivals.TakeAsync(file, cancellationToken);
    }

    private static Dictionary<string, string> FieldsOf(ImportMedium request)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["tags"] = JsonSerializer.Serialize(request.Tags ?? []) };
        Add("title", request.Title);
        Add("isPublic", request.IsPublic?.ToString());
        Add("kbId", request.KbId);
        return fields;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                fields[name] = value;
            }
        }
    }
}
