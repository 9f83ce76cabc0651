using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Keys for tools (contract section 16). Only their owner's session manages them.</summary>
internal sealed class ApiKeyEndpoints : IEndpointGroup
{
    private const string Rotate = """
        The answer is a new key like the one that it replaces, which works until `graceUntil` (a day from now, unless the server is set up
        otherwise). Answers to the old one carry `X-Picora-Key-Rotated: true`, `Deprecation` and `Sunset` until then. The old one does not
        count against the plan. The body may be left out.
        """;

    private const string Leak = """
        For whoever finds a key in a repository, a log or a page: no account is needed, and to send the key is proof enough. A key of this
        server is revoked at once and its owner told by mail. The answer is the same for anything that is sent.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/api-keys").WithTags("api-keys");
        keys.MapPost(string.Empty, Create).WithName("createApiKey").WithSummary("Create an API key; it is shown this once")
            .WithDescription("Without `scopes` the key reads and writes everything and deletes nothing; without `expiresAt` it never expires; without `allowedIps` it works from everywhere.")
            .Sends<CreateApiKey>(RateTier.Mutation).Takes(ApiKeyExamples.NewKey, "name").Answers(ApiKeyExamples.CreatedKey, StatusCodes.Status201Created)
            .Fails("QUOTA_EXCEEDED");
        keys.MapGet(string.Empty, List).WithName("listApiKeys").WithSummary("List the API keys")
            .Sends<ListApiKeys>(RateTier.Read).Answers(ApiKeyExamples.Keys);
        keys.MapPatch("/{id}", Update).WithName("updateApiKey").WithSummary("Change name, description, scopes or addresses of an API key")
            .WithDescription("At least one member is needed; what is absent stays. It counts from the next request on.")
            .Sends<UpdateApiKey>(RateTier.Mutation).Takes(ApiKeyExamples.KeyChange).Answers(ApiKeyExamples.ChangedKey).Fails("NOT_FOUND");
        keys.MapDelete("/{id}", Revoke).WithName("revokeApiKey").WithSummary("Revoke an API key at once")
            .WithDescription("The next request with it answers `API_KEY_REVOKED`.")
            .Sends<RevokeApiKey>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND");
        keys.MapPost("/{id}/rotate", RotateAsync).WithName("rotateApiKey").WithSummary("Replace an API key, with a time in which both work").WithDescription(Rotate)
            .Sends<RotateApiKey>(RateTier.Mutation).Takes(ApiKeyExamples.Rotation).Answers(ApiKeyExamples.CreatedKey, StatusCodes.Status201Created).Fails("NOT_FOUND", "CONFLICT");
        keys.MapGet("/{id}/tool-configs", Tools).WithName("getToolConfigs").WithSummary("Read the settings for PicGo, Moraya, Typora and ShareX")
            .WithDescription($"Where the key belongs stands `{ToolConfigs.Placeholder}`. `data` is null when the key is not the caller's.")
            .Sends<GetToolConfigs>(RateTier.Read).Answers(ApiKeyExamples.Tools);
        keys.MapGet("/{id}/sharex.sxcu", ShareX).WithName("getShareXConfig").WithSummary("Download the settings for ShareX")
            .WithDescription($"Where the key belongs stands `{ToolConfigs.Placeholder}`.")
            .Sends<GetToolConfigs>(RateTier.Read).AnswersBare(ApiKeyExamples.Tools.Sharex).Fails("NOT_FOUND");
        keys.MapPost("/leaks", Report).WithName("reportLeakedKey").WithSummary("Report an API key that was found").WithDescription(Leak)
            .Sends<ReportLeakedKey>(RateTier.Mutation).Takes(ApiKeyExamples.Leak, "key").Answers(ApiKeyExamples.Reported, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Create(CreateApiKey body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> List(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListApiKeys(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Update(string id, UpdateApiKey body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body with { Id = id }, cancellationToken)).ToEnvelope();

    private static async Task<IResult> Revoke(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new RevokeApiKey(id), cancellationToken)).ToEmptyEnvelope();

    private static async Task<IResult> RotateAsync(string id, RotateApiKey? body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send((body ?? new RotateApiKey(null, null)) with { Id = id }, cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    // Contract section 16: no 404 here.
    private static async Task<IResult> Tools(string id, ISender sender, CancellationToken cancellationToken)
    {
        var tools = await sender.Send(new GetToolConfigs(id), cancellationToken);
        return tools.Error?.Kind == Domain.ErrorKind.NotFound ? Results.Json(new Envelope<object>(null)) : tools.ToEnvelope();
    }

    private static async Task<IResult> ShareX(string id, ISender sender, HttpContext context, CancellationToken cancellationToken)
    {
        var tools = await sender.Send(new GetToolConfigs(id), cancellationToken);
        if (!tools.IsSuccess)
        {
            return tools.Error.ToAnswer();
        }

        context.Response.Headers.ContentDisposition = "attachment; filename=\"picora.sxcu\"";
        return Results.Json(tools.Value.Sharex);
    }

    private static async Task<IResult> Report(ReportLeakedKey body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope(StatusCodes.Status202Accepted);
}
