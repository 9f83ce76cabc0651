using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Keys for tools (contract section 16). Only their owner's session manages them.</summary>
internal sealed class ApiKeyEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/api-keys").WithTags("api-keys");
        keys.MapPost(string.Empty, Create).WithName("createApiKey").WithSummary("Create an API key; it is shown this once")
            .WithDescription("Without `scopes` the key reads and writes everything and deletes nothing; without `expiresAt` it never expires.")
            .Sends<CreateApiKey>(RateTier.Mutation).Takes(AccountExamples.NewKey, "name").Answers(AccountExamples.CreatedKey, StatusCodes.Status201Created)
            .Fails("QUOTA_EXCEEDED");
        keys.MapGet(string.Empty, List).WithName("listApiKeys").WithSummary("List the API keys")
            .Sends<ListApiKeys>(RateTier.Read).Answers(AccountExamples.Keys);
        keys.MapPatch("/{id}", Update).WithName("updateApiKey").WithSummary("Change name, description or scopes of an API key")
            .WithDescription("At least one member is needed; what is absent stays. It counts from the next request on.")
            .Sends<UpdateApiKey>(RateTier.Mutation).Takes(AccountExamples.KeyChange).Answers(AccountExamples.ChangedKey).Fails("NOT_FOUND");
        keys.MapDelete("/{id}", Revoke).WithName("revokeApiKey").WithSummary("Revoke an API key at once")
            .WithDescription("The next request with it answers `API_KEY_REVOKED`.")
            .Sends<RevokeApiKey>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
    }

    private static async Task<IResult> Create(CreateApiKey body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> List(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListApiKeys(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Update(string id, UpdateApiKey body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body with { Id = id }, cancellationToken)).ToEnvelope();

    private static async Task<IResult> Revoke(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RevokeApiKey(id), cancellationToken)).ToEmptyEnvelope();
}
