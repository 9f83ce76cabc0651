using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Picora.Api.Http.Idempotency;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>A form's parts, read as they arrive: files, and small texts between them.</summary>
/// <param name="isFile">Whether a part of this name is a file, when it has a file name.</param>
internal sealed class MultipartParts(HttpRequest request, Func<string, bool> isFile, int maxParts)
{
    public const int MaxFieldBytes = 64 * 1024;
    private const int MaxPartHeaderBytes = 32 * 1024;
    private const int MaxBoundaryLength = 200;

    // The reader's default of 4 KB costs fifty rounds through all layers for a picture of 200 KB.
    private const int BufferBytes = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private MultipartReader? reader;
    private int parts;
    private int fieldBytes;

    /// <summary>Those that were read so far.</summary>
    public Dictionary<string, string> Fields => fields;

    public bool IsOpen => reader is not null;

    /// <summary>What the form holds, for a request that its client named; null for any other.</summary>
    public FormContent? Content { get; init; }

    /// <summary>The most that a form has besides its files: all fields and all parts' headers.</summary>
    public int MaxOverheadBytes => MaxFieldBytes + (maxParts * MaxPartHeaderBytes);

    /// <summary>A longer request is refused before its body is read.</summary>
    public void Limit(long maxFileBytes)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxFileBytes + MaxOverheadBytes;
        }
    }

    /// <summary>Why the body is no form; null when it may be one.</summary>
    public Error? Open()
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return FormErrors.NotAForm;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > MaxBoundaryLength)
        {
            return FormErrors.NoBoundary;
        }

        reader = new MultipartReader(boundary, new CountingStream(request.Body), BufferBytes) { HeadersLengthLimit = MaxPartHeaderBytes };
        return null;
    }

    /// <summary>Reads fields up to the next file; null at the form's end.</summary>
    public Task<Result<MultipartSection?>> NextFileAsync(CancellationToken cancellationToken) => FormErrors.GuardAsync(() => ReadToFileAsync(cancellationToken));

    /// <summary>The file's bytes.</summary>
    public Stream FileOf(MultipartSection section)
    {
        var file = new FormFileStream(section.Body);
        return Content?.AddFile(FileNameOf(section), file) ?? (Stream)file;
    }

    /// <summary>What the client declares the file to be, without parameters; null when it does not.</summary>
    public static string? TypeOf(MultipartSection section) => MediaTypeHeaderValue.TryParse(section.ContentType, out var type) ? type.MediaType.Value : null;

    public static string? FileNameOf(MultipartSection section)
    {
        var disposition = section.GetContentDispositionHeader();
        var name = disposition!.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        // Only quotes are unescaped: a backslash of an old Windows client stands for itself.
        return HeaderUtilities.RemoveQuotes(name).Value?.Replace("\\\"", "\"", StringComparison.Ordinal);
    }

    private async Task<Result<MultipartSection?>> ReadToFileAsync(CancellationToken cancellationToken)
    {
        while (await reader!.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value;
            if (++parts > maxParts || string.IsNullOrEmpty(name))
            {
                return FormErrors.Malformed;
            }

            if (isFile(name) && disposition!.IsFileDisposition())
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
            Content?.AddField(name, fields[name]);
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
}
