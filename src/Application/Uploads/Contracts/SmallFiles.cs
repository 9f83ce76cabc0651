using Picora.Domain;

namespace Picora.Application.Uploads.Contracts;

/// <summary>Files that are small enough to be taken into memory.</summary>
public static class SmallFiles
{
    private const int BufferBytes = 81_920;

    /// <summary>The form's file; <c>PAYLOAD_TOO_LARGE</c> past the limit, a 4xx failure when the form is broken or has none.</summary>
    /// <param name="mostBytes">Past it the transfer stops.</param>
    public static async Task<Result<byte[]>> ReadSmallFileAsync(this IUploadBody body, int mostBytes, CancellationToken cancellationToken)
    {
        var part = await body.OpenFileAsync(cancellationToken);
        if (!part.IsSuccess)
        {
            return part.Error;
        }

        using var file = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await part.Value.Content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            file.Write(buffer, 0, read);
            if (file.Length > mostBytes)
            {
                return UploadErrors.TooLarge(mostBytes);
            }
        }

        var rest = await body.ReadFieldsAsync(cancellationToken);
        return rest.Map(_ => file.ToArray());
    }
}
