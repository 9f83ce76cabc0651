using Picora.Application.Abstractions;
using Picora.Application.Moderation.Contracts;
using Picora.Domain;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Moderation;

/// <summary>What an address that somebody copied from a page names.</summary>
internal sealed record ReportAddress(ReportTarget Target, string Id, SeenAddress Seen)
{
    public const int MaxLength = 2048;
    private const string FilePrefix = "file_";

    /// <summary>Null for an address that is not one of this server's things.</summary>
    public static ReportAddress? Parse(string? text, IPublicUrls urls)
    {
        if (text is null or { Length: > MaxLength } || !Uri.TryCreate(text, UriKind.Absolute, out var address) || !IsOwn(address, urls))
        {
            return null;
        }

        // Where media have no host of their own they lie in a folder.
        var folder = new Uri(urls.Media).AbsolutePath.TrimEnd('/') + '/';
        var path = address.AbsolutePath;
        var resource = path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : path.TrimStart('/');
        return Name(resource.Split('/')) is { } named ? new ReportAddress(named.Target, named.Id, TakeApart(resource, address)) : null;
    }

    private static bool IsOwn(Uri address, IPublicUrls urls) =>
        address.Scheme is "https" or "http" && urls.OwnHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase);

    private static (ReportTarget Target, string Id)? Name(string[] parts) => parts switch
    {
        ["video", var id, ..] => Long(ReportTarget.Video, id),
        ["audio" or "audio-cover" or "audio-waveform", var file] => Long(ReportTarget.Audio, WithoutExtension(file)),
        ["d", var id] => Long(ReportTarget.Document, id),
        ["v1", "docs", var id, ..] => Long(ReportTarget.Document, id),
        { Length: 1 or 2 } when NanoId.IsValid(Image(parts[0]), NanoId.Short) => (ReportTarget.Image, Image(parts[0])),
        _ => null,
    };

    private static (ReportTarget Target, string Id)? Long(ReportTarget target, string id) => NanoId.IsValid(id, NanoId.Long) ? (target, id) : null;

    private static string Image(string file) =>
        WithoutExtension(file.StartsWith(FilePrefix, StringComparison.Ordinal) ? file[FilePrefix.Length..] : file);

    private static string WithoutExtension(string file) => file.Split('.')[0];

    private static SeenAddress TakeApart(string resource, Uri address)
    {
        var parameters = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        return new SeenAddress(resource, Value(parameters, "sig="), Value(parameters, "exp="), [.. parameters.Where(IsOther)]);
    }

    private static string? Value(string[] parameters, string name) =>
        Array.Find(parameters, parameter => parameter.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static bool IsOther(string parameter) => parameter.Split('=')[0] is not ("sig" or "exp" or "download");
}
