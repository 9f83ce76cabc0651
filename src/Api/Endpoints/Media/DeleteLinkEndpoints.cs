using MediatR;
using Picora.Api.Http;
using Picora.Application.Media.Links;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>
/// Where delete links lead. Looking at one shows a page that asks; only its button, or a program's DELETE, deletes. So nothing is lost to
/// mail scanners, chat previews and browsers that fetch addresses before anybody clicks.
/// </summary>
internal sealed class DeleteLinkEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var link = routes.MapGroup("/delete/{id}").ExcludeFromDescription().WithMetadata(new LimitedBy(RateTier.Mutation));
        link.MapGet("/", ShowAsync);
        link.MapPost("/", ConfirmAsync);
        link.MapDelete("/", DeleteAsync);
    }

    private static async Task<IResult> ShowAsync([AsParameters] DeleteLinkQuery query, ISender sender, CancellationToken cancellationToken) =>
        DeletePage.Ask(await sender.Send(new ShowDeleteLink(query.ToLink()), cancellationToken));

    private static async Task<IResult> ConfirmAsync([AsParameters] DeleteLinkQuery query, ISender sender, CancellationToken cancellationToken) =>
        DeletePage.Report(await sender.Send(new DeleteByLink(query.ToLink()), cancellationToken));

    private static async Task<IResult> DeleteAsync([AsParameters] DeleteLinkQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeleteByLink(query.ToLink()), cancellationToken)).ToEmptyEnvelope();
}

internal sealed record DeleteLinkQuery(string Id, string? Exp, string? Sig)
{
    public DeleteLink ToLink() => new(Id, Exp, Sig);
}
