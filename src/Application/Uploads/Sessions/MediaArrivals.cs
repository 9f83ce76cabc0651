using Picora.Application.Media.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads.Sessions;

/// <summary>The kinds of media that this installation takes, and which of them a client means.</summary>
internal sealed class MediaArrivals(IEnumerable<IMediaArrival> arrivals)
{
    private static readonly string[] FieldNames = ["title", "tags", "isPublic", "is_public", "kbId", "expiresIn"];

    public IMediaArrival? Find(MediaKind kind) => arrivals.FirstOrDefault(arrival => arrival.Kind == kind);

    /// <summary>By <c>resourceType</c>, otherwise by the type that the client gives the file; null when neither tells.</summary>
    public IMediaArrival? Of(UploadMetadata metadata)
    {
        var named = metadata.First("resourceType") ?? ContentTypeOf(metadata)?.Split('/')[0];
        return MediaKinds.Find(named) is { } kind ? Find(kind) : null;
    }

    /// <summary>The most that the caller may send of any kind; null when nothing.</summary>
    public long? MostBytes() => arrivals.Select(arrival => arrival.Order(null)).Where(order => order.IsSuccess).Max(order => (long?)order.Value.MaxBytes);

    public static string? ContentTypeOf(UploadMetadata metadata) => metadata.First("contentType", "filetype", "type");

    public static string? FileNameOf(UploadMetadata metadata) => metadata.First("filename", "name");

    /// <summary>What the upload forms of the kinds call their fields.</summary>
    public static IReadOnlyDictionary<string, string> FieldsOf(UploadMetadata metadata) =>
        FieldNames.Select(name => (Name: name, Value: metadata.First(name))).Where(field => field.Value is not null)
            .ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal);
}
