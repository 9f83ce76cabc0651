using Picora.Domain;

namespace Picora.Application.Uploads.Contracts;

/// <summary>The file of an upload form, as it arrives.</summary>
/// <param name="Content">Read once, to its end, before the form's other fields are asked for. It may throw a <see cref="BrokenUploadException"/>.</param>
/// <param name="FileName">As the client names it: hostile until normalised.</param>
/// <param name="LeastBytes">What the file has at least, as far as the length of the request tells; null when it has none.</param>
public sealed record UploadPart(Stream Content, string? FileName, long? LeastBytes)
{
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>The fields that stand before the file.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = None;

    /// <summary>As the client declares it, without parameters; null when it does not.</summary>
    public string? ContentType { get; init; }
}

/// <summary>An upload form whose file is streamed. Fields may stand before the file and behind it.</summary>
public interface IUploadBody
{
    /// <summary>Reads up to the file; a 4xx failure when the form is broken or has none.</summary>
    Task<Result<UploadPart>> OpenFileAsync(CancellationToken cancellationToken);

    /// <summary>Reads the rest of the form, after the file, and returns all fields; a 4xx failure when it is broken or has a second file.</summary>
    Task<Result<IReadOnlyDictionary<string, string>>> ReadFieldsAsync(CancellationToken cancellationToken);
}

/// <summary>A form with several files, streamed one after the other. Its fields stand before the first file and hold for all.</summary>
public interface IUploadFiles
{
    /// <summary>
    /// Reads up to the next file, past what is left of the one before; null at the form's end. A failure ends the form: it is broken, has too
    /// many files, or none, or its caller has sent too much.
    /// </summary>
    Task<Result<UploadPart?>> NextAsync(CancellationToken cancellationToken);
}

/// <summary>Leaves a stream whose content cannot be had to its end; the intake turns it into the failure that it carries.</summary>
public sealed class BrokenUploadException(Error error) : Exception(error.Message)
{
    public Error Error { get; } = error;
}
