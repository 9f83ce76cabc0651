using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Picora.Api.Http.Idempotency;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>An upload form, read part by part as it arrives. The file is the part named <c>file</c>; all other parts are small texts.</summary>
internal sealed class MultipartBody : IUploadBody
{
    public const int MaxFieldBytes = 64 * 1024;
    private const string FileField = "file";
    private const int MaxParts = 12;
    private const int MaxPartHeaderBytes = 32 * 1024;

    // The reader's default of 4 KB costs fifty rounds through all layers for a picture of 200 KB.
    private const int BufferBytes = 64 * 1024;

    // The most that a form has besides its file: all fields and all parts' headers.
    private const int MaxOverheadBytes = MaxFieldBytes + (MaxParts * MaxPartHeaderBytes);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly HttpRequest request;
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly FormContent? content;
    private MultipartReader? reader;
    private int parts;
    private int fieldBytes;

    /// <param name="maxFileBytes">A longer request is refused before its body is read.</param>
    public MultipartBody(HttpContext context, long maxFileBytes)
    {
        request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxFileBytes + MaxOverheadBytes;
        }

        if (context.Features.Get<NamedRequestFeature>() is { } named)
        {
            content = new FormContent();
            named.ReadContentBy(FingerprintAsync);
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

        reader = new MultipartReader(boundary, new CountingStream(request.Body), BufferBytes) { HeadersLengthLimit = MaxPartHeaderBytes };
        var part = await FormErrors.GuardAsync(() => NextFileAsync(cancellationToken));
        return part.Bind<UploadPart>(found => found is null
            ? FormErrors.NoFile
            : new UploadPart(FileOf(found), FileNameOf(found), LeastBytes(found)));
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

            if (await ReadFieldAsync(name, section, cancellationToken) is { } error)
            {
                return error;
            }
        }

        return (MultipartSection?)null;
    }

    private async Task<Error?> ReadFieldAsync(string name, MultipartSection section, CancellationToken cancellationToken)
    {
        if (MediaTypeHeaderValue.TryParse(section.ContentType, out var type) && type.Charset.HasValue && !IsUtf8(type.Charset))
        {
            return FormErrors.NotUtf8(name);
        }

        var buffer = new byte[4096];
        using var text = new MemoryStream();
        int read;
        while ((read = await section.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            text.Write(buffer, 0, read);
            fieldBytes += read;
            if (fieldBytes > MaxFieldBytes)
            {
                return FormErrors.FieldTooLong(name);
            }
        }

        try
        {
            fields[name] = StrictUtf8.GetString(text.GetBuffer(), 0, (int)text.Length);
            content?.AddField(name, fields[name]);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return FormErrors.NotUtf8(name);
        }
    }

    private static bool IsUtf8(StringSegment charset) =>
        HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || HeaderUtilities.RemoveQuotes(charset).Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    private Stream FileOf(MultipartSection section)
    {
        var file = new FormFileStream(section.Body);
        return content?.AddFile(FileNameOf(section), file) ?? (Stream)file;
    }

    // Whoever asks before the form was opened reads it for this alone.
    private async Task<string> FingerprintAsync(CancellationToken cancellationToken)
    {
        if (reader is null)
        {
            await OpenFileAsync(cancellationToken);
        }

        return await content!.FinishAsync(() => reader is null ? Task.CompletedTask : ReadFieldsAsync(cancellationToken), cancellationToken);
    }

    private static string? FileNameOf(MultipartSection section)
    {
        var disposition = section.GetContentDispositionHeader();
        var name = disposition!.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        // Only quotes are unescaped: a backslash of an old Windows client stands for itself.
        return HeaderUtilities.RemoveQuotes(name).Value?.Replace("\\\"", "\"", StringComparison.Ordinal);
    }

    // What follows the file is not known beforehand. Holding more than the file has would refuse one that just fits.
    private long? LeastBytes(MultipartSection section) =>
        request.ContentLength is { } length ? Math.Max(0, length - (section.BaseStreamOffset ?? 0) - MaxOverheadBytes) : null;
}
