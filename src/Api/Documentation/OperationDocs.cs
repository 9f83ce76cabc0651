using System.Text.Json.Nodes;
using MediatR;
using Microsoft.OpenApi;
using Picora.Api.Http;
using Picora.Application.Pipeline;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Documentation;

/// <summary>What the API's description says of an operation, beside its route. Examples are real values, written by the real serializer.</summary>
internal static class OperationDocs
{
    /// <summary>Which request the operation sends; its access attribute says who may call, the tier how often.</summary>
    public static RouteHandlerBuilder Sends<TRequest>(this RouteHandlerBuilder operation, RateTier tier)
        where TRequest : IBaseRequest =>
        operation.WithMetadata(new SentRequest(typeof(TRequest)), new LimitedBy(tier));

    /// <summary>The refresh cookie counts, beside or instead of a bearer credential.</summary>
    public static RouteHandlerBuilder ReadsRefreshCookie(this RouteHandlerBuilder operation) => operation.WithMetadata(new CookieRead());

    /// <summary>A JSON body.</summary>
    /// <param name="required">The members that cannot be left out, as they stand in the JSON.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder operation, T example, params string[] required)
        where T : notnull =>
        operation.WithMetadata(new BodyExample(example, required)).Fails("BAD_REQUEST", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "VALIDATION_ERROR");

    /// <summary>A <c>multipart/form-data</c> body.</summary>
    public static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder operation, params FormField[] fields) =>
        operation.WithMetadata(new FormBody(fields)).Fails("BAD_REQUEST", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "VALIDATION_ERROR");

    /// <summary>Parameters of the query that the endpoint reads by itself.</summary>
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder operation, params QueryField[] fields) =>
        operation.WithMetadata(new QueryFields(fields));

    /// <summary>The value in the envelope.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder operation, T example, int status = StatusCodes.Status200OK) =>
        operation.AnswersBare(new Envelope<T>(example), status);

    /// <summary><c>data: null</c> in the envelope.</summary>
    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder operation) => operation.AnswersBare(new Envelope<object>(null));

    /// <summary>204, without a body.</summary>
    public static RouteHandlerBuilder AnswersNoContent(this RouteHandlerBuilder operation) => operation.Produces(StatusCodes.Status204NoContent);

    /// <summary>The value without an envelope.</summary>
    public static RouteHandlerBuilder AnswersBare<T>(this RouteHandlerBuilder operation, T example, int status = StatusCodes.Status200OK)
        where T : notnull =>
        operation.Produces<T>(status).WithMetadata(new AnswerExample(status, example));

    /// <summary>Bytes of some other type than JSON.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder operation, params string[] contentTypes) =>
        operation.WithMetadata(new FileAnswer(contentTypes));

    /// <summary>The codes of failures, each with the status that the catalogue gives it.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder operation, params string[] codes) =>
        operation.WithMetadata(new Failures(codes.Select(code => Entry(code)).ToArray()));

    /// <summary>A code with another status than the usual one.</summary>
    public static RouteHandlerBuilder FailsAs(this RouteHandlerBuilder operation, int status, string code) =>
        operation.WithMetadata(new Failures([Entry(code) with { Status = status }]));

    private static ErrorEntry Entry(string code) =>
        ErrorCatalogue.Find(code) ?? throw new ArgumentException($"The catalogue lacks the code {code}.", nameof(code));
}

internal sealed record SentRequest(Type Type)
{
    /// <summary>Whether anybody may send it, with or without a credential.</summary>
    public bool IsPublic { get; } = Type.IsDefined(typeof(PublicAccessAttribute), inherit: false);
}

internal sealed record CookieRead;

internal sealed record BodyExample(object Value, IReadOnlyList<string> Required);

internal sealed record QueryFields(IReadOnlyList<QueryField> Fields);

/// <param name="Schema">What values there are.</param>
internal sealed record QueryField(string Name, string Description, JsonNode Example, OpenApiSchema Schema);

internal sealed record FormBody(IReadOnlyList<FormField> Fields);

/// <param name="Example">Text, as a form carries it; null for a file.</param>
internal sealed record FormField(string Name, string Description, string? Example, bool Required = false)
{
    public static FormField File(string description) => new("file", description, null, Required: true);
}

internal sealed record AnswerExample(int Status, object Value);

internal sealed record FileAnswer(IReadOnlyList<string> ContentTypes);

internal sealed record Failures(IReadOnlyList<ErrorEntry> Entries);
