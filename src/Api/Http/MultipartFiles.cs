using Picora.Api.Http.Idempotency;
using Picora.Application.RateLimits.Contracts;
using Picora.Application.Uploads;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>A form with several files, in parts named <c>file</c>, <c>files</c>, or either with <c>[]</c> behind it. Each counts as an upload.</summary>
internal sealed class MultipartFiles : IUploadFiles
{
    private const int MaxFields = 16;

    private static readonly string[] Names = ["file", "files", "file[]", "files[]"];

    private readonly HttpContext context;
    private readonly CallCounter counter;
    private readonly UploadsOptions limits;
    private readonly MultipartParts parts;
    private int files;
    private int fields;

    public MultipartFiles(HttpContext context, CallCounter counter, UploadsOptions limits)
    {
        (this.context, this.counter, this.limits) = (context, counter, limits);
        var named = context.Features.Get<NamedRequestFeature>();
        // One file more is read, to be refused by name.
        parts = new MultipartParts(context.Request, name => Names.Contains(name, StringComparer.Ordinal), limits.MaxFormFiles + MaxFields)
        {
            Content = named is null ? null : new FormContent(),
        };
        parts.Limit(limits.MaxFormBytes);
        named?.ReadContentBy(FingerprintAsync);
    }

    public async Task<Result<UploadPart?>> NextAsync(CancellationToken cancellationToken)
    {
        if (!parts.IsOpen && parts.Open() is { } fault)
        {
            return fault;
        }

        var next = await ReadToFileAsync(cancellationToken);
        if (!next.IsSuccess || Refuse(next.Value) is not { } refusal)
        {
            // The call itself was counted for the first.
            return next is { IsSuccess: true, Value: not null } && files > 1 && await counter.RefuseAsync(context, RateTier.Upload) is { } tooMuch ? tooMuch : next;
        }

        return refusal;
    }

    private async Task<Result<UploadPart?>> ReadToFileAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (parts.Content?.EndFileAsync(cancellationToken) ?? Task.CompletedTask);
            var section = await parts.NextFileAsync(cancellationToken);
            return section.Map(found => found is null
                ? null
                : new UploadPart(parts.FileOf(found), MultipartParts.FileNameOf(found), LeastBytes: null) { Fields = parts.Fields });
        }
        catch (BrokenUploadException broken)
        {
            return broken.Error;
        }
    }

    private Error? Refuse(UploadPart? next)
    {
        if (files > 0 && parts.Fields.Count != fields)
        {
            // It would hold for some of the files only, and nobody could tell for which.
            return FormErrors.FieldBehindFile(parts.Fields.Keys.Last());
        }

        fields = parts.Fields.Count;
        files += next is null ? 0 : 1;
        return files == 0 ? FormErrors.NoFile
            : files > limits.MaxFormFiles ? FormErrors.TooManyFiles(limits.MaxFormFiles)
            : null;
    }

    // Reads what nobody has read.
    private async Task<string> FingerprintAsync(CancellationToken cancellationToken)
    {
        if (parts.IsOpen || parts.Open() is null)
        {
            while (await ReadToFileAsync(cancellationToken) is { IsSuccess: true, Value: not null })
            {
                // Only what it holds counts.
            }
        }

        return await parts.Content!.FinishAsync(() => Task.CompletedTask, cancellationToken);
    }
}
