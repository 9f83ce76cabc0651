using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Picora.Api.Documentation;

/// <summary>The description of the API, made once: nothing in it changes while the server runs.</summary>
internal sealed class ApiDescription([FromKeyedServices(ApiDescription.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";

    private readonly Lazy<Task<Written>> written = new(() => WriteAsync(provider));

    public Task<Written> ReadAsync() => written.Value;

    private static async Task<Written> WriteAsync(IOpenApiDocumentProvider provider)
    {
        // No caller's token: the text is everybody's.
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        var json = stream.ToArray();
        return new Written(json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..16]}\"");
    }

    /// <param name="ETag">With its quotation marks.</param>
    internal sealed record Written(byte[] Json, string ETag);
}

internal static class ApiDescriptionServices
{
    public static IServiceCollection AddPicoraDescription(this IServiceCollection services)
    {
        services.AddSingleton<ApiDescription>();
        return services.AddOpenApi(ApiDescription.Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            // HEAD answers like GET without the body, everywhere: nothing to say of it per operation.
            options.ShouldInclude = description => !HttpMethods.IsHead(description.HttpMethod ?? string.Empty);
            options.CreateSchemaReferenceId = SchemaDocs.NameOf;
            options.AddSchemaTransformer<SchemaDocs>();
            options.AddOperationTransformer<OperationTransformer>();
            options.AddDocumentTransformer<DocumentTransformer>();
        });
    }
}
