using MediatR;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Setting a tool up by a link (contract section 9).</summary>
internal sealed class ExportTokenEndpoints : IEndpointGroup
{
    private const string Create = """
        For a link such as `moraya://import-image-host?ott=…`: the tool exchanges the token for the key, once and within minutes. `apiKey` is
        the key itself, which the server cannot show again.
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/v1/auth").WithTags("auth");
        auth.MapPost("/create-export-token", CreateAsync).WithName("createExportToken").WithSummary("Make a token that a tool exchanges for an API key").WithDescription(Create)
            .Sends<CreateExportToken>(RateTier.Auth).Takes(ApiKeyExamples.NewExport, "keyId", "apiKey").Answers(ApiKeyExamples.Export, StatusCodes.Status201Created).Fails("NOT_FOUND");
        auth.MapPost("/exchange-export-token", ExchangeAsync).WithName("exchangeExportToken").WithSummary("Exchange an export token, once")
            .Sends<ExchangeExportToken>(RateTier.Exchange).Takes(ApiKeyExamples.Exchange, "ott").Answers(ApiKeyExamples.Imported).Fails("NOT_FOUND");
    }

    private static async Task<IResult> CreateAsync(CreateExportToken body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> ExchangeAsync(ExchangeExportToken body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope();
}
