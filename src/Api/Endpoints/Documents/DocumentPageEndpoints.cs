using MediatR;
using Picora.Api.Http;
using Picora.Application.Documents.Pages;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Documents;

/// <summary>Public documents as pages for people.</summary>
internal sealed class DocumentPageEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(PageStyle.Route, (HttpResponse response) => PageStyle.Answer(response)).ExcludeFromDescription();
        routes.MapGet("/d/{id}", ShowAsync).ExcludeFromDescription().WithMetadata(new LimitedBy(RateTier.Read));
    }

    private static async Task<IResult> ShowAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        new DocumentPage(await sender.Send(new ShowDocument(id), cancellationToken));
}
