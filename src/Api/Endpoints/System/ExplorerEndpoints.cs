using Microsoft.Net.Http.Headers;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Abstractions;

namespace Picora.Api.Endpoints.System;

/// <summary>The API's description, and the page to read it and try it out.</summary>
internal sealed class ExplorerEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(string.Empty).ExcludeFromDescription();
        pages.MapGet("/", () => Results.Redirect("/explorer"));
        pages.MapGet("/explorer", Page);
        pages.MapGet("/openapi/v1.json", DescribeAsync);
    }

    private static IResult Page(HttpResponse response, IWebHostEnvironment environment, IPublicUrls urls)
    {
        ExplorerFiles.Protect(response.Headers, urls.Api);
        var files = environment.WebRootFileProvider;
        var page = files.GetFileInfo(files.GetFileInfo(ExplorerFiles.Script).Exists ? ExplorerFiles.Page : ExplorerFiles.MissingPage);
        return Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8");
    }

    private static async Task<IResult> DescribeAsync(HttpResponse response, ApiDescription description)
    {
        var written = await description.ReadAsync();
        response.Headers.CacheControl = "no-cache";
        return Results.Bytes(written.Json, "application/json", entityTag: EntityTagHeaderValue.Parse(written.ETag));
    }
}
