using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;

namespace Picora.Api.Http;

/// <summary>
/// A form's file part. A form that breaks off says so as a broken upload, so that it cannot be taken for a failure of the disk it is written to.
/// </summary>
internal sealed class FormFileStream(Stream part) : ForwardStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await part.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException || (exception is IOException && exception is not BadHttpRequestException))
        {
            throw new BrokenUploadException(FormErrors.Malformed);
        }
    }
}
