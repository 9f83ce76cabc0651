using System.Text.Json;
using Picora.Application.Accounts.Factors;
using Picora.Application.Accounts.Oidc;
using Picora.Application.Accounts.Passkeys;
using Picora.Domain.Accounts.Oidc;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Ways to sign in beyond passwords and mailed codes.</summary>
internal static class FactorScenarios
{
    private const string Token = "some token";

    private static readonly JsonElement Credential = JsonElement.Parse("{}");

    public static readonly IReadOnlyList<Scenario> All =
    [
        Scenarios.Send(() => new GetFactors()),
        Scenarios.Send(() => new BeginTotp()),
        Scenarios.Send(() => new ConfirmTotp(Code)),
        Scenarios.Send(() => new DisableTotp(Code, null)),
        Scenarios.Send(() => new DisableTotp(null, "AAAA-AAAA-AAAA-AAAA")),
        Scenarios.Send(() => new RenewRecoveryCodes(Code, null)),
        Scenarios.Send(() => new LoginWithSecondFactor(Token, Code, null)),
        Scenarios.Send(() => new LoginWithSecondFactor(Token, null, "AAAA-AAAA-AAAA-AAAA")),
        Scenarios.Send(() => new BeginPasskeyCreation()),
        Scenarios.Send(() => new CreatePasskey(Token, Credential, "Name")),
        Scenarios.Send(() => new ListPasskeys()),
        Scenarios.Send(() => new RenamePasskey("Name") { Id = Scenarios.Id }),
        Scenarios.Send(() => new DeletePasskey(Scenarios.Id)),
        Scenarios.Send(() => new BeginPasskeyLogin()),
        Scenarios.Send(() => new LoginWithPasskey(Token, Credential)),
        Scenarios.Send(() => new ListOidcProviders()),
        Scenarios.Send(() => new BeginOidcLogin(Scenarios.Id)),
        Scenarios.Send(() => new BeginOidcLink(Scenarios.Id)),
        Scenarios.Send(() => new FinishOidc(Scenarios.Id, "code", new OidcHandshake(Token).State, Token)),
    ];

    private static string Code => SilentSecrets.CodeNow;
}
