using System.Text.Json.Serialization;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>What every successful JSON answer under <c>/v1</c> looks like.</summary>
public sealed record Envelope<T>(T? Data)
{
    [JsonPropertyOrder(-1)]
    public bool Success => true;
}

/// <summary>What every failure under <c>/v1</c> looks like.</summary>
/// <param name="Error">A sentence for a person.</param>
/// <param name="Code">The stable machine code.</param>
/// <param name="Meta">Facts about the failure, such as the limit that was hit; absent when there are none.</param>
/// <param name="Message">The same sentence, for clients that read this name.</param>
public sealed record ErrorEnvelope(
    string Error,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, object?>? Meta,
    string Message)
{
    [JsonPropertyOrder(-1)]
    public bool Success => false;

    public static ErrorEnvelope From(Error error) => new(error.Message, error.Code, error.Meta, error.Message);
}

/// <summary>The same failure on the surfaces that answer bare JSON, <c>/api/v1</c> first.</summary>
/// <param name="Message">A sentence for a person.</param>
/// <param name="Error">The same sentence, for clients that read this name.</param>
public sealed record BareError(
    string Message,
    string Error,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, object?>? Meta)
{
    public static BareError From(Error error) => new(error.Message, error.Message, error.Code, error.Meta);
}
