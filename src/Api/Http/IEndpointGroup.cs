using Microsoft.AspNetCore.Routing.Patterns;

namespace Picora.Api.Http;

/// <summary>A family of endpoints. Each binds, sends and maps; nothing else.</summary>
internal interface IEndpointGroup
{
    static abstract void Map(IEndpointRouteBuilder routes);
}

internal static class EndpointGroups
{
    public static IEndpointRouteBuilder MapGroup<TGroup>(this IEndpointRouteBuilder routes)
        where TGroup : IEndpointGroup
    {
        var group = routes.MapGroup(RoutePatternFactory.Parse(string.Empty));
        ((IEndpointConventionBuilder)group).Finally(AnswerHeadToo);
        TGroup.Map(group);
        return routes;
    }

    // What answers GET answers HEAD (RFC 9110, 9.1); the web server drops the body.
    private static void AnswerHeadToo(EndpointBuilder endpoint)
    {
        for (var i = 0; i < endpoint.Metadata.Count; i++)
        {
            if (endpoint.Metadata[i] is IHttpMethodMetadata { HttpMethods: [var only] } && HttpMethods.IsGet(only))
            {
                endpoint.Metadata[i] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
            }
        }
    }
}
