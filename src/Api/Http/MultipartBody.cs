using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>An upload form, read part by part as it arrives. The file is the part named <c>file</c>; all other parts are small texts.</summary>
internal sealed class MultipartBody : IUploadBody
{
    public const int MaxFieldBytes = 64 * 1024;
    private const string FileField = "file";
    private const int MaxParts = 32;
    private const int MaxPartHeaderBytes = 16 * 1024;
    private const int MaxFormOverheadBytes = 256 * 1024;

    private readonly HttpRequest request;
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private MultipartReader? reader;
    private int parts;

    /// <param name="maxFileBytes">A longer request is refused before its body is read.</param>
    public MultipartBody(HttpContext context, long maxFileBytes)
    {
        request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxFileBytes + MaxFormOverheadBytes;
        }
    }

    public async Task<Result<UploadPart>> OpenFileAsync(CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return FormErrors.NotAForm;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
        {
            return FormErrors.NoBoundary;
        }

        reader = new MultipartReader(boundary, new CountingStream(request.Body)) { HeadersLengthLimit = MaxPartHeaderBytes };
        var part = await FormErrors.GuardAsync(() => NextFileAsync(cancellationToken));
        return part.Bind<UploadPart>(found => found is null
            ? FormErrors.NoFile
            : new UploadPart(new FormFileStream(found.Body), FileNameOf(found), DeclaredBytes(found, boundary)));
    }

    public async Task<Result<IReadOnlyDictionary<string, string>>> ReadFieldsAsync(CancellationToken cancellationToken)
    {
        var rest = await FormErrors.GuardAsync(() => NextFileAsync(cancellationToken));
        return rest.Bind<IReadOnlyDictionary<string, string>>(second => second is null ? fields : FormErrors.TwoFiles);
    }

    // Reads fields up to the next file, or to the form's end.
    private async Task<Result<MultipartSection?>> NextFileAsync(CancellationToken cancellationToken)
    {
        while (await reader!.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value;
            if (++parts > MaxParts || string.IsNullOrEmpty(name))
            {
                return FormErrors.Malformed;
            }

            if (string.Equals(name, FileField, StringComparison.Ordinal) && disposition!.IsFileDisposition())
            {
                return section;
            }

            if (!await ReadFieldAsync(name, section, cancellationToken))
            {
                return FormErrors.FieldTooLong(name);
            }
        }

        return (MultipartSection?)null;
    }

    private async Task<bool> ReadFieldAsync(string name, MultipartSection section, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        using var text = new MemoryStream();
        int read;
        while ((read = await section.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            text.Write(buffer, 0, read);
            if (text.Length > MaxFieldBytes)
            {
                return false;
            }
        }

        fields[name] = global::System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        return true;
    }

    private static string? FileNameOf(MultipartSection section)
    {
        var disposition = section.GetContentDispositionHeader();
        var name = disposition!.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        return HeaderUtilities.RemoveQuotes(name).Value;
    }

    // Exact when the file is the form's last part, as clients send it; otherwise too large by the parts behind it.
    private long? DeclaredBytes(MultipartSection section, string boundary)
    {
        var end = "\r\n--".Length + boundary.Length + "--\r\n".Length;
        var size = request.ContentLength - section.BaseStreamOffset - end;
        return size >= 0 ? size : null;
    }
}
