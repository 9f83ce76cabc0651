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
        TGroup.Map(routes);
        return routes;
    }
}
