using System.Text.Json;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>What is wrong with a JSON body, in words of ours: the framework's name parameters and types of the program.</summary>
internal static class BodyErrors
{
    public static readonly Error EndsEarly = new(ErrorKind.BadRequest, "BAD_REQUEST", "The request body ends too early");

    /// <summary>Null when it is not the body's JSON that is wrong.</summary>
    public static Error? Recognise(BadHttpRequestException exception) => exception.InnerException switch
    {
        // The reader's own complaint is the inner one of the serializer's; without it the text is JSON, but not of the right shape.
        JsonException { InnerException: JsonException } broken => NotJson(broken),
        JsonException shape => Shape(FieldOf(shape.Path)),
        _ => null,
    };

    public static Error NotJson(JsonException exception) => new(
        ErrorKind.BadRequest, "BAD_REQUEST", $"The request body is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})");

    private static Error Shape(string field) => Error.Validation(field, $"Validation error: {field} has the wrong type");

    private static string FieldOf(string? path) => path is null or "$" ? "body" : path[(path.StartsWith("$.", StringComparison.Ordinal) ? 2 : 0)..];
}
