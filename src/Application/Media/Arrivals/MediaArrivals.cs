using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Arrivals;

/// <summary>A file from somewhere, of a kind that nobody knows yet.</summary>
/// <param name="LeastBytes">What the file has at least, as far as anything tells; null when nothing does.</param>
/// <param name="ReadFieldsAsync">Reads what is said of the file, once its content was read to the end.</param>
internal sealed record ArrivingFile(
    Stream Content, string? FileName, long? LeastBytes, Func<CancellationToken, Task<Result<IReadOnlyDictionary<string, string>>>> ReadFieldsAsync)
{
    /// <summary>The kind that the client names; null leaves it to the content.</summary>
    public string? Type { get; init; }
}

/// <summary>Takes files in whose kind shows when they come.</summary>
internal sealed class MediaArrivals(IEnumerable<IMediaArrival> arrivals, IUploadIntake intake, ICaller caller)
{
    public const string TypeField = "type";
    public const string FileNameField = "filename";

    private static readonly Error UnknownType = Error.Validation(TypeField, "type is image, video or audio");

    /// <summary>Why the caller may not bring in what they name, or anything at all when they name nothing; null when they may.</summary>
    public Error? Refuse(string? type)
    {
        var (named, scopes) = (MediaKinds.Find(type), caller.Current.Scopes);
        if (named is { } kind)
        {
            return Refuse(kind);
        }

        return !string.IsNullOrWhiteSpace(type) ? UnknownType
            : (scopes & (Scope.ImagesWrite | Scope.VideosWrite | Scope.AudioWrite)) == Scope.None ? AccessErrors.InsufficientScope(Scope.ImagesWrite, scopes)
            : null;
    }

    public async Task<Result<ArrivedMedium>> TakeAsync(ArrivingFile file, CancellationToken cancellationToken)
    {
        if (Refuse(file.Type) is { } refusal)
        {
            return refusal;
        }

        try
        {
            await using var content = await PeekedStream.OpenAsync(file.Content, MediaMagic.HeadBytes, cancellationToken);
            var kind = MediaKinds.Find(file.Type) ?? MediaMagic.KindOf(content.Head);
            return Refuse(kind) is { } unwanted ? unwanted : await TakeAsync(file, content, arrivals.First(arrival => arrival.Kind == kind), cancellationToken);
        }
        catch (BrokenUploadException broken)
        {
            // It broke off before it began.
            return broken.Error;
        }
    }

    private async Task<Result<ArrivedMedium>> TakeAsync(ArrivingFile file, PeekedStream content, IMediaArrival arrival, CancellationToken cancellationToken)
    {
        var order = arrival.Order(file.LeastBytes);
        return order.IsSuccess
            ? await intake.TakeInAsync(order.Value, content, (upload, token) => CompleteAsync(file, arrival, upload, token), cancellationToken)
            : order.Error;
    }

    private static async Task<Result<ArrivedMedium>> CompleteAsync(
        ArrivingFile file, IMediaArrival arrival, ReceivedUpload upload, CancellationToken cancellationToken)
    {
        var fields = await file.ReadFieldsAsync(cancellationToken);
        if (!fields.IsSuccess)
        {
            return fields.Error;
        }

        // Said behind the content, it comes too late to choose by.
        if (fields.Value.GetValueOrDefault(TypeField) is { Length: > 0 } type && MediaKinds.Find(type) != arrival.Kind)
        {
            return MediaKinds.Find(type) is null
                ? UnknownType
                : Error.Validation(TypeField, $"The content looks like {arrival.Kind.ToName()}; a type that says otherwise stands before it");
        }

        return await arrival.TakeAsync(upload, fields.Value.GetValueOrDefault(FileNameField) ?? file.FileName, fields.Value, cancellationToken);
    }

    private Error? Refuse(MediaKind kind)
    {
        var (needed, scopes) = (ScopeOf(kind), caller.Current.Scopes);
        return !scopes.HasFlag(needed) ? AccessErrors.InsufficientScope(needed, scopes)
            : !arrivals.Any(arrival => arrival.Kind == kind) ? Error.Validation(TypeField, $"This server takes no {kind.ToName()} files")
            : null;
    }

    private static Scope ScopeOf(MediaKind kind) => kind switch
    {
        MediaKind.Image => Scope.ImagesWrite,
        MediaKind.Video => Scope.VideosWrite,
        MediaKind.Audio => Scope.AudioWrite,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
