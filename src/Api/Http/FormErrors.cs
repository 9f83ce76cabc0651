using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>What can be wrong with an upload form.</summary>
internal static class FormErrors
{
    public static readonly Error NotAForm =
        new(ErrorKind.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "An upload is a multipart/form-data form with the file in the part 'file'");

    public static readonly Error NoBoundary = new(ErrorKind.BadRequest, "BAD_REQUEST", "The form's content type lacks a usable boundary");

    public static readonly Error Malformed = new(ErrorKind.BadRequest, "BAD_REQUEST", "The form is malformed or ends too early");

    public static readonly Error NoFile = Error.Validation("file", "The form has no file in a part named 'file'");

    public static readonly Error TwoFiles = Error.Validation("file", "The form has more than one file; send them one by one");

    public static Error TooManyFiles(int most) => Error.Validation("file", $"A form has at most {most} files; what stands behind was not read");

    public static Error FieldBehindFile(string name) =>
        Error.Validation(Shown(name), "Fields stand before the first file and hold for all; what stands behind this one was not read");

    public static Error FieldTooLong(string name) =>
        Error.Validation(Shown(name), $"The fields of a form have at most {MultipartParts.MaxFieldBytes} bytes together");

    public static Error NotUtf8(string name) => Error.Validation(Shown(name), "The fields of a form are UTF-8");

    /// <summary>Turns what the form reader throws at a broken form into a failure. The framework's own refusals, such as 413, pass.</summary>
    public static async Task<Result<T>> GuardAsync<T>(Func<Task<Result<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception exception) when (exception is InvalidDataException || (exception is IOException && exception is not BadHttpRequestException))
        {
            return Malformed;
        }
    }

    private static string Shown(string name) => name.Length > 50 ? name[..50] : name;
}
