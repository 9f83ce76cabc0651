using Microsoft.AspNetCore.WebUtilities;
using Picora.Api.Http.Idempotency;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>An upload form, read part by part as it arrives. The file is the part named <c>file</c>; all other parts are small texts.</summary>
internal sealed class MultipartBody : IUploadBody
{
    private const string FileField = "file";
    private const int MaxParts = 12;

    private readonly HttpRequest request;
    private readonly MultipartParts parts;

    /// <param name="maxFileBytes">A longer request is refused before its body is read.</param>
    public MultipartBody(HttpContext context, long maxFileBytes)
    {
        request = context.Request;
        var named = context.Features.Get<NamedRequestFeature>();
        parts = new MultipartParts(request, name => string.Equals(name, FileField, StringComparison.Ordinal), MaxParts)
        {
            Content = named is null ? null : new FormContent(),
        };
        parts.Limit(maxFileBytes);
        named?.ReadContentBy(FingerprintAsync);
    }

    public async Task<Result<UploadPart>> OpenFileAsync(CancellationToken cancellationToken)
    {
        if (parts.Open() is { } fault)
        {
            return fault;
        }

        var part = await parts.NextFileAsync(cancellationToken);
        return part.Bind<UploadPart>(found => found is null
            ? FormErrors.NoFile
            : new UploadPart(parts.FileOf(found), MultipartParts.FileNameOf(found), LeastBytes(found)) { Fields = parts.Fields, ContentType = MultipartParts.TypeOf(found) });
    }

    public async Task<Result<IReadOnlyDictionary<string, string>>> ReadFieldsAsync(CancellationToken cancellationToken)
    {
        var rest = await parts.NextFileAsync(cancellationToken);
        return rest.Bind<IReadOnlyDictionary<string, string>>(second => second is null ? parts.Fields : FormErrors.TwoFiles);
    }

    // Whoever asks before the form was opened reads it for this alone.
    private async Task<string> FingerprintAsync(CancellationToken cancellationToken)
    {
        if (!parts.IsOpen)
        {
            await OpenFileAsync(cancellationToken);
        }

        return await parts.Content!.FinishAsync(() => parts.IsOpen ? ReadFieldsAsync(cancellationToken) : Task.CompletedTask, cancellationToken);
    }

    // What follows the file is not known beforehand. Holding more than the file has would refuse one that just fits.
    private long? LeastBytes(MultipartSection section) =>
        request.ContentLength is { } length ? Math.Max(0, length - (section.BaseStreamOffset ?? 0) - parts.MaxOverheadBytes) : null;
}
