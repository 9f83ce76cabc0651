using Microsoft.OpenApi;
using Picora.Api.Http;
using Picora.Api.Http.Idempotency;

namespace Picora.Api.Documentation;

/// <summary>What every POST operation with a caller takes, though no endpoint names it.</summary>
internal static class IdempotencyDocs
{
    public static readonly IReadOnlyList<ErrorEntry> Failures =
    [
        .. new[] { "IDEMPOTENCY_KEY_INVALID", "IDEMPOTENCY_IN_PROGRESS", "IDEMPOTENCY_ANSWER_LOST", "IDEMPOTENCY_KEY_REUSED" }.Select(code => ErrorCatalogue.Find(code)!),
    ];

    public static void AddHeader(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyMiddleware.Header,
            In = ParameterLocation.Header,
            Description = "A name of yours for this request: sent again with the same one, it is not carried out again.",
            Example = "8e03978e-40d5-43dd-bc93-6894a57f9324",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyMiddleware.MaxLength },
        });
    }
}
