using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Picora.Api.Documentation;

/// <summary>Bodies that are not JSON.</summary>
internal static class FormDocs
{
    private const string Form = "multipart/form-data";

    public static OpenApiRequestBody ToBody(FormBody form)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = form.Fields.Where(field => field.Required).Select(field => field.Name).ToHashSet(StringComparer.Ordinal),
            Properties = form.Fields.ToDictionary(field => field.Name, ToSchema, StringComparer.Ordinal),
        };
        var example = new JsonObject(form.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)(field.Example ?? "(bytes of the file)"))));
        return new OpenApiRequestBody { Required = true, Content = Content(Form, new OpenApiMediaType { Schema = schema, Example = example }) };
    }

    public static OpenApiResponse ToResponse(FileAnswer file) => new()
    {
        Description = "The bytes",
        Content = file.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = Binary() }, StringComparer.Ordinal),
    };

    private static IOpenApiSchema ToSchema(FormField field)
    {
        var schema = field.Example is null ? Binary() : new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Description = field.Description;
        return schema;
    }

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static Dictionary<string, OpenApiMediaType> Content(string type, OpenApiMediaType content) => new(StringComparer.Ordinal) { [type] = content };
}
