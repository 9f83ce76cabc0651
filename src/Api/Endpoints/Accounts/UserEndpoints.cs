using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>The caller's own account (contract section 17).</summary>
internal sealed class UserEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/v1/user/me").WithTags("user");
        me.MapGet(string.Empty, Get).WithName("getMe").WithSummary("Who am I").Sends<GetMe>(RateTier.Read).Answers(AccountExamples.User);
        me.MapPatch(string.Empty, Update).WithName("updateMe").WithSummary("Change nickname, picture, language and versioning")
            .WithDescription("What is absent stays; an empty nickname or `avatarUrl` clears it. A key may change `docVersioningEnabled` and `docVersioningMax` only.")
            .Sends<UpdateMe>(RateTier.Mutation).Takes(AccountExamples.Change).Answers(AccountExamples.Changed).Fails("FORBIDDEN");
        me.MapGet("/audit", ListAuditAsync).WithName("listAuditEvents").WithSummary("List what happened to the account's security, newest first")
            .WithDescription("Sign-ins, locks, passwords, keys: each with the address, the program and the credential that it came from. Kept for a year by default.")
            .Sends<ListAuditEvents>(RateTier.Read).Answers(AccountExamples.Audit).Fails("VALIDATION_ERROR");
    }

    private static async Task<IResult> Get(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetMe(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> ListAuditAsync(string? cursor, string? limit, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListAuditEvents(cursor, limit), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Update(UpdateMe body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();
}
