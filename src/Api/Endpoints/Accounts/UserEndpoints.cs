using MediatR;
using Picora.Api.Http;
using Picora.Application.Accounts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>The caller's own account (contract section 17).</summary>
internal sealed class UserEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/v1/user/me").WithTags("User");
        me.MapGet(string.Empty, Get).WithName("getMe").WithSummary("Who am I");
        me.MapPatch(string.Empty, Update).WithName("updateMe").WithSummary("Change nickname and language");
    }

    private static async Task<IResult> Get(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetMe(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Update(UpdateMe body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();
}
