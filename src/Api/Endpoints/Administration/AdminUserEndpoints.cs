using System.ComponentModel;
using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Administration;

/// <summary>People, their plans and their limits, for administrators (contract section 19).</summary>
internal sealed class AdminUserEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/v1/admin/users").WithTags("admin");
        users.MapGet("/", ListAsync).WithName("listUsers").WithSummary("List everybody, newest first")
            .Sends<ListUsers>(RateTier.Read).Answers(AdminUserExamples.List);
        users.MapGet("/{id}", GetAsync).WithName("getUser").WithSummary("Read a person with what they use and may use")
            .Sends<GetUser>(RateTier.Read).Answers(AdminUserExamples.Detail).Fails("NOT_FOUND");
        users.MapPatch("/{id}", UpdateAsync).WithName("updateUser").WithSummary("Change a person's plan, role, standing or limits")
            .WithDescription("""
                What is absent stays. A plan without `planExpiresAt` has no end. `isActive: false` bans: no credential counts from the next request on.
                Each entry of `quotas` sets a limit that counts in the plan's stead, until `expiresAt` if there is one; `limit: null` takes it away.
                Nothing is ever deleted: who is over a new limit reads and deletes, and cannot add. Nobody bans or demotes themselves.
                """)
            .Sends<UpdateUser>(RateTier.Mutation).Takes(AdminUserExamples.Change).Answers(AdminUserExamples.Detail).Fails("NOT_FOUND", "CONFLICT");
    }

    private static async Task<IResult> ListAsync([AsParameters] UserListQuery query, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListUsers(query.Cursor, query.Limit, query.Q, query.Plan, query.IsActive), cancellationToken)).ToEnvelope();

    private static async Task<IResult> GetAsync(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new GetUser(id), cancellationToken)).ToEnvelope();

    private static async Task<IResult> UpdateAsync(string id, UpdateUser body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body with { Id = id }, cancellationToken)).ToEnvelope();
}

internal sealed record UserListQuery(
    [property: Description("`nextCursor` of the page before.")] string? Cursor,
    [property: Description("1 to 50, 20 by default.")] string? Limit,
    [property: Description("A part of the address, or a whole id.")] string? Q,
    [property: Description("`none`, `trial`, `pro` or `pro_plus`.")] string? Plan,
    [property: Description("`false` for those who are banned, `true` for the others.")] string? IsActive);
