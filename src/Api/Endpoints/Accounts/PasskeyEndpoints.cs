using MediatR;
using Microsoft.AspNetCore.Mvc;
using Picora.Api.Documentation;
using Picora.Api.Http;
using Picora.Application.Accounts.Passkeys;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Endpoints.Accounts;

/// <summary>Signing in with passkeys (WebAuthn), and looking after them.</summary>
internal sealed class PasskeyEndpoints : IEndpointGroup
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var login = routes.MapGroup("/v1/auth/passkey").WithTags("auth");
        login.MapPost("/begin", BeginLogin).WithName("beginPasskeyLogin").WithSummary("Start signing in with a passkey")
            .WithDescription("Give `options` to `PublicKeyCredential.parseRequestOptionsFromJSON` and `navigator.credentials.get`. Nobody says who they are: the passkey does.")
            .Sends<BeginPasskeyLogin>(RateTier.Auth).Answers(FactorExamples.LoginChallenge);
        login.MapPost(string.Empty, Login).RequireCors(CorsServices.DashboardPolicy).AddEndpointFilter<TrustedOrigins>()
            .WithName("loginWithPasskey").WithSummary("Sign in with a passkey")
            .WithDescription("It counts as both factors: nothing else is asked for.")
            .Sends<LoginWithPasskey>(RateTier.Auth).Takes(FactorExamples.PasskeyLogin, "token", "credential").Answers(AccountExamples.SignedIn).Fails("PASSKEY_INVALID", "FORBIDDEN");

        var mine = routes.MapGroup("/v1/user/me/passkeys").WithTags("user");
        mine.MapPost("/begin", BeginCreation).WithName("beginPasskeyCreation").WithSummary("Start making a passkey")
            .WithDescription($"Give `options` to `PublicKeyCredential.parseCreationOptionsFromJSON` and `navigator.credentials.create`. {FactorExamples.PasswordNeeded}")
            .Sends<BeginPasskeyCreation>(RateTier.Mutation).Takes(FactorExamples.Password).Answers(FactorExamples.CreationChallenge)
            .Fails("CONFLICT", "RATE_LIMITED", "SIGN_IN_BUSY");
        mine.MapPost(string.Empty, Create).WithName("createPasskey").WithSummary("Add a passkey")
            .Sends<CreatePasskey>(RateTier.Mutation).Takes(FactorExamples.Creation, "token", "credential").Answers(FactorExamples.Passkey, StatusCodes.Status201Created).Fails("CONFLICT");
        mine.MapGet(string.Empty, List).WithName("listPasskeys").WithSummary("List the passkeys")
            .Sends<ListPasskeys>(RateTier.Read).Answers(FactorExamples.Passkeys);
        mine.MapPatch("/{id}", Rename).WithName("renamePasskey").WithSummary("Give a passkey another name")
            .Sends<RenamePasskey>(RateTier.Mutation).Takes(FactorExamples.NewName, "name").Answers(FactorExamples.Renamed).Fails("NOT_FOUND");
        mine.MapDelete("/{id}", Delete).WithName("deletePasskey").WithSummary("Delete a passkey; it signs nobody in any more")
            .WithDescription("The last way to sign in stays.").Sends<DeletePasskey>(RateTier.Mutation).AnswersNothing().Fails("NOT_FOUND", "VALIDATION_ERROR");
    }

    private static async Task<IResult> BeginLogin(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new BeginPasskeyLogin(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Login(LoginWithPasskey body, ISender sender, HttpContext context, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToSignIn(context);

    private static async Task<IResult> BeginCreation([FromBody] PasswordAgain? body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new BeginPasskeyCreation(body?.Password), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Create(CreatePasskey body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body, cancellationToken)).ToEnvelope(StatusCodes.Status201Created);

    private static async Task<IResult> List(ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new ListPasskeys(), cancellationToken)).ToEnvelope();

    private static async Task<IResult> Rename(string id, RenamePasskey body, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(body with { Id = id }, cancellationToken)).ToEnvelope();

    private static async Task<IResult> Delete(string id, ISender sender, CancellationToken cancellationToken) =>
        (await sender.Send(new DeletePasskey(id), cancellationToken)).ToEmptyEnvelope();
}
