using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Api.Http.Json;

/// <summary>
/// A JSON object one of whose members holds a file in base64. The file is decoded as it arrives; what stands before and behind it is what a
/// form's fields are, and no longer than those.
/// </summary>
internal sealed class Base64Body : IUploadBody
{
    public const string ContentField = "data";
    private const int ReadBytes = 8 * 1024;

    private static readonly Error NoContent = Error.Validation(ContentField, "data is needed: the file in base64");
    private static readonly Error NoText = Error.Validation(ContentField, "data is a text, once: the file in base64");

    private readonly HttpRequest request;
    private readonly ArrayBufferWriter<byte> before = new(ReadBytes);
    private int contentAt;
    private Func<ReadOnlyMemory<byte>>? rest;

    /// <param name="maxFileBytes">A longer request is refused before its body is read.</param>
    public Base64Body(HttpContext context, long maxFileBytes)
    {
        request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Some write a line break behind each 76 characters.
            limit.MaxRequestBodySize = (maxFileBytes / 2 * 3) + (2 * MultipartParts.MaxFieldBytes);
        }
    }

    public async Task<Result<UploadPart>> OpenFileAsync(CancellationToken cancellationToken)
    {
        try
        {
            var begun = await ReadToContentAsync(cancellationToken);
            return begun.Bind<UploadPart>(start =>
            {
                var text = new JsonTextStream(request.Body, start);
                rest = () => text.Rest;
                var fields = JsonFields.Read(Skeleton("}"u8)).Values;
                return new UploadPart(new Base64Stream(text), fields.GetValueOrDefault("filename"), LeastBytes: null) { Fields = fields };
            });
        }
        catch (JsonException exception)
        {
            return BodyErrors.NotJson(exception);
        }
    }

    public async Task<Result<IReadOnlyDictionary<string, string>>> ReadFieldsAsync(CancellationToken cancellationToken)
    {
        using var behind = new MemoryStream();
        behind.Write(rest!().Span);
        var buffer = new byte[ReadBytes];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            behind.Write(buffer, 0, read);
            if (behind.Length > MultipartParts.MaxFieldBytes)
            {
                return FormErrors.FieldTooLong("body");
            }
        }

        try
        {
            var fields = JsonFields.Read(Skeleton(behind.ToArray()));
            return fields.Contents == 1 ? fields.Values : NoText;
        }
        catch (JsonException exception)
        {
            return BodyErrors.NotJson(exception);
        }
    }

    // The first bytes of the content, behind its quotation mark.
    private async Task<Result<ReadOnlyMemory<byte>>> ReadToContentAsync(CancellationToken cancellationToken)
    {
        var search = new ContentSearch(ContentField);
        int? found = null;
        while (true)
        {
            var read = await request.Body.ReadAsync(before.GetMemory(ReadBytes), cancellationToken);
            before.Advance(read);
            found ??= search.Find(before.WrittenSpan, isFinal: read == 0);
            var value = found is { } place ? before.WrittenMemory[place..].TrimStart(" \t\r\n"u8) : default;
            if (value.Length > 0)
            {
                contentAt = before.WrittenCount - value.Length;
                return value.Span[0] == (byte)'"' ? value[1..] : NoText;
            }

            if (read == 0)
            {
                return found is null ? NoContent : BodyErrors.EndsEarly;
            }

            if (before.WrittenCount > MultipartParts.MaxFieldBytes)
            {
                return FormErrors.FieldTooLong("body");
            }
        }
    }

    // The object without the content.
    private byte[] Skeleton(ReadOnlySpan<byte> behind) => [.. before.WrittenSpan[..contentAt], .. "\"\""u8, .. behind];
}
