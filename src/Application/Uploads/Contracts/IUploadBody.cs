using Picora.Domain;

namespace Picora.Application.Uploads.Contracts;

/// <summary>The file of an upload form, as it arrives.</summary>
/// <param name="Content">Read once, to its end, before the form's other fields are asked for.</param>
/// <param name="FileName">As the client names it: hostile until normalised.</param>
/// <param name="LeastBytes">What the file has at least, as far as the length of the request tells; null when it has none.</param>
public sealed record UploadPart(Stream Content, string? FileName, long? LeastBytes);

/// <summary>An upload form whose file is streamed. Fields may stand before the file and behind it.</summary>
public interface IUploadBody
{
    /// <summary>Reads up to the file; a 4xx failure when the form is broken or has none.</summary>
    Task<Result<UploadPart>> OpenFileAsync(CancellationToken cancellationToken);

    /// <summary>Reads the rest of the form, after the file, and returns all fields; a 4xx failure when it is broken or has a second file.</summary>
    Task<Result<IReadOnlyDictionary<string, string>>> ReadFieldsAsync(CancellationToken cancellationToken);
}
