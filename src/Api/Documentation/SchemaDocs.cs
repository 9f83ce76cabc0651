using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Picora.Api.Http;

namespace Picora.Api.Documentation;

/// <summary>Makes schemas say what the serializer really writes, and no more than clients may rely on.</summary>
internal sealed class SchemaDocs : IOpenApiSchemaTransformer
{
    private const string EnvelopeSuffix = "Envelope";
    private const string EmptyName = "Empty";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var nullable = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type);
        var type = nullable ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset))
        {
            schema.Type = nullable is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }

        if (schema.Type is { } numeric && (numeric.HasFlag(JsonSchemaType.Integer) || numeric.HasFlag(JsonSchemaType.Number)))
        {
            // Numbers in quotation marks are read too, but nobody should send them.
            schema.Type = numeric & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && type != typeof(object))
        {
            schema.Required = context.JsonTypeInfo.Properties.Where(IsAlwaysWritten).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        }

        return Task.CompletedTask;
    }

    /// <summary>What a schema is called: an envelope by what it holds.</summary>
    public static string? NameOf(JsonTypeInfo type) => IsEnvelope(type.Type)
        ? $"{ContentName(type.Type.GenericTypeArguments[0])}{EnvelopeSuffix}"
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    /// <summary>Marks exactly these members of a body's schema as required.</summary>
    public static void Require(OpenApiDocument document, IOpenApiSchema? body, IReadOnlyList<string> required)
    {
        var schema = body is OpenApiSchemaReference reference ? document.Components!.Schemas![reference.Reference.Id!] : body;
        if (schema is not OpenApiSchema own)
        {
            throw new InvalidOperationException("A body has no schema.");
        }

        own.Required = required.ToHashSet(StringComparer.Ordinal);
        foreach (var name in required)
        {
            if (own.Properties![name] is OpenApiSchema { Type: { } type } member)
            {
                member.Type = type & ~JsonSchemaType.Null;
            }
        }
    }

    /// <summary>A success has its data; only one that has nothing to say has null.</summary>
    public static void RequireData(OpenApiDocument document)
    {
        foreach (var (name, schema) in document.Components!.Schemas!.Where(named => named.Key.EndsWith(EnvelopeSuffix, StringComparison.Ordinal)))
        {
            if (schema.Properties?.TryGetValue("data", out var data) != true)
            {
                continue;
            }

            var isEmpty = string.Equals(name, EmptyName + EnvelopeSuffix, StringComparison.Ordinal);
            schema.Properties["data"] = isEmpty ? new OpenApiSchema { Type = JsonSchemaType.Null } : data!.OneOf?.OfType<OpenApiSchemaReference>().SingleOrDefault() ?? data;
            if (schema.Properties["data"] is OpenApiSchema { Type: { } type } own && !isEmpty)
            {
                own.Type = type & ~JsonSchemaType.Null;
            }
        }
    }

    private static bool IsAlwaysWritten(JsonPropertyInfo property) =>
        property.Get is not null && property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is not { Length: > 0 };

    private static bool IsEnvelope(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Envelope<>);

    private static string ContentName(Type type) =>
        type == typeof(object) ? EmptyName : type.IsGenericType ? $"{ContentName(type.GenericTypeArguments[0])}List" : type.Name.Replace("Response", string.Empty, StringComparison.Ordinal);
}
