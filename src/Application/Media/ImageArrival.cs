using Picora.Application.Abstractions;
using Picora.Application.Media.Arrivals;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Looks at a file that has arrived and makes it somebody's picture, or says why not.</summary>
internal sealed class ImageArrival(IImageInspector inspector, IObjectStorage storage, IUploadIntake intake, ImageRegistration registration)
{
    /// <param name="fileName">As the client names it: hostile until normalised.</param>
    public async Task<Result<UploadedImage>> TakeAsync(ReceivedUpload upload, string? fileName, ImageFields fields, CancellationToken cancellationToken)
    {
        var facts = await InspectAsync(upload, cancellationToken);
        if (!facts.IsSuccess)
        {
            return facts.Error;
        }

        if (TypeClaims.Refuse(upload.AnnouncedType, facts.Value.Format.MimeType()) is { } refusal)
        {
            return refusal;
        }

        var name = FileNames.Normalise(fileName, $"image.{facts.Value.Format.Extension()}");
        return facts.Value.Rewritten is { } file
            ? await TakeRewrittenAsync(upload, file, new ArrivedImage(upload, facts.Value, name, fields), cancellationToken)
            : await registration.RegisterAsync(new ArrivedImage(upload, facts.Value, name, fields), cancellationToken);
    }

    private async Task<Result<ImageFacts>> InspectAsync(ReceivedUpload upload, CancellationToken cancellationToken)
    {
        await using var stored = await storage.OpenAsync(upload.Key, cancellationToken)
            ?? throw new IOException($"Object {upload.Key} is gone though it was just stored.");
        return await inspector.InspectAsync(stored, cancellationToken);
    }

    // Comes in as an upload of its own, so that a crash leaves neither file behind; what came first goes in the same transaction.
    private async Task<Result<UploadedImage>> TakeRewrittenAsync(
        ReceivedUpload upload, ReadOnlyMemory<byte> file, ArrivedImage arrived, CancellationToken cancellationToken)
    {
        var order = new UploadOrder(upload.Owner, upload.Plan, upload.Quota, LeastBytes: null, MaxBytes: file.Length);
        using var content = new MemoryStream(file.ToArray(), writable: false);
        var result = await intake.TakeInAsync(
            order, content, (again, token) => registration.RegisterAsync(arrived with { Upload = again, Replaced = upload }, token), cancellationToken);
        return result.Map(uploaded => uploaded with { Rewritten = true });
    }
}

/// <summary>A file that was found to be a picture.</summary>
internal sealed record ArrivedImage(ReceivedUpload Upload, ImageFacts Facts, string FileName, ImageFields Fields)
{
    /// <summary>The file that came and is given up for <see cref="Upload"/>; null when that one is the file that came.</summary>
    public ReceivedUpload? Replaced { get; init; }
}
