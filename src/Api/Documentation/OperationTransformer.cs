using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Picora.Api.Http;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Documentation;

/// <summary>Writes what <see cref="OperationDocs"/> noted at an endpoint into its operation.</summary>
internal sealed class OperationTransformer(IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    private static readonly ErrorEntry[] Always = [ErrorCatalogue.Find("INTERNAL")!, ErrorCatalogue.Find("DATABASE_UNAVAILABLE")!];

    private readonly JsonSerializerOptions serializer = json.Value.SerializerOptions;

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var facts = context.Description.ActionDescriptor.EndpointMetadata;
        var document = context.Document!;
        var sent = facts.OfType<SentRequest>().SingleOrDefault();
        var access = AccessDocs.Of(sent?.Type);
        operation.Security = access.Requirements(document, facts.OfType<CookieRead>().Any());
        var tier = facts.OfType<LimitedBy>().SingleOrDefault()?.Tier ?? RateTier.None;
        operation.Description = sent is null ? operation.Description : $"{operation.Description}\n\n{access.Sentence} {RateLimitDocs.SentenceOf(tier)}".Trim();
        operation.Responses ??= [];
        NameParameters(operation);
        var named = HttpMethods.IsPost(context.Description.HttpMethod ?? string.Empty) && access.Session;
        if (named)
        {
            IdempotencyDocs.AddHeader(operation);
        }

        DescribeQuery(operation, facts);
        DescribeBody(operation, facts, document);
        DescribeAnswers(operation.Responses, facts);
        var codes = access.Failures.Concat(RateLimitDocs.FailuresOf(tier)).Select(code => ErrorCatalogue.Find(code)!)
            .Concat(facts.OfType<Failures>().SelectMany(failures => failures.Entries));
        codes = named ? codes.Concat(IdempotencyDocs.Failures) : codes;
        var bare = BareSurface.Covers(context.Description.RelativePath);
        DescribeFailures(operation.Responses, sent is null ? codes : codes.Concat(Always), bare, document);
        RateLimitDocs.Describe(operation, tier, bare, document);
        return Task.CompletedTask;
    }

    // Names in a query are read without regard to case; the documented ones are those that clients send.
    private static void NameParameters(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        }
    }

    private static void DescribeQuery(OpenApiOperation operation, IList<object> facts)
    {
        foreach (var field in facts.OfType<QueryFields>().SelectMany(query => query.Fields))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = field.Name,
                In = ParameterLocation.Query,
                Description = field.Description,
                Example = field.Example.DeepClone(),
                Schema = field.Schema,
            });
        }
    }

    private void DescribeBody(OpenApiOperation operation, IList<object> facts, OpenApiDocument document)
    {
        if (facts.OfType<FormBody>().SingleOrDefault() is { } form)
        {
            operation.RequestBody = FormDocs.ToBody(form);
        }

        if (facts.OfType<BodyExample>().SingleOrDefault() is { } body && operation.RequestBody?.Content?[Json] is OpenApiMediaType content)
        {
            content.Example = ToNode(body.Value);
            SchemaDocs.Require(document, content.Schema, body.Required);
        }
    }

    private void DescribeAnswers(OpenApiResponses responses, IList<object> facts)
    {
        foreach (var answer in facts.OfType<AnswerExample>())
        {
            if (responses[Key(answer.Status)].Content?[Json] is OpenApiMediaType content)
            {
                content.Example = ToNode(answer.Value);
            }
        }

        if (facts.OfType<FileAnswer>().SingleOrDefault() is { } file)
        {
            var (described, bytes) = (responses.GetValueOrDefault(Key(StatusCodes.Status200OK)), FormDocs.ToResponse(file));
            if (facts.OfType<AnswerExample>().Any(answer => answer.Status == StatusCodes.Status200OK))
            {
                // JSON is one of the types.
                bytes.Content![Json] = described!.Content![Json];
            }

            responses[Key(StatusCodes.Status200OK)] = bytes;
        }
    }

    private void DescribeFailures(OpenApiResponses responses, IEnumerable<ErrorEntry> entries, bool bare, OpenApiDocument document)
    {
        foreach (var group in entries.DistinctBy(entry => (entry.Status, entry.Code)).GroupBy(entry => entry.Status).OrderBy(group => group.Key))
        {
            responses[Key(group.Key)] = new OpenApiResponse
            {
                Description = string.Join(", ", group.Select(entry => $"`{entry.Code}`")),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [Json] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchemaReference(bare ? nameof(BareError) : nameof(ErrorEnvelope), document),
                        Examples = group.ToDictionary(entry => entry.Code, IOpenApiExample (entry) => ToExample(entry, bare), StringComparer.Ordinal),
                    },
                },
            };
        }
    }

    private OpenApiExample ToExample(ErrorEntry entry, bool bare) => new OpenApiExample
    {
        Summary = entry.English,
        Value = bare ? ToNode(BareError.From(entry.ToError())) : ToNode(ErrorEnvelope.From(entry.ToError())),
    };

    private JsonNode ToNode(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), serializer)!;

    private static string Key(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
