using Picora.Application.Abstractions;
using Picora.Application.Accounts.Oidc;
using Picora.Application.Accounts.Passkeys;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Factors;
using Picora.Domain.Accounts.Oidc;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Opens the secret for which <see cref="CodeNow"/> is right, or another one.</summary>
internal sealed class SilentSecrets(SilentServer server) : IFactorSecrets
{
    private static readonly byte[] Right = new byte[Totp.SecretBytes];
    private static readonly byte[] Other = [1];

    public static string CodeNow => Totp.CodeOf(Right, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);

    public string Seal(UserId owner, ReadOnlySpan<byte> secret) => "sealed";

    public byte[] Open(UserId owner, string sealedSecret) => server.Choices.Next(2) == 0 ? Other : Right;

    public SecretHash HashRecoveryCode(UserId owner, string code) => SecretHash.Of(code);
}

/// <summary>Ceremonies that go well, or do not.</summary>
internal sealed class SilentCeremonies(SilentServer server) : IPasskeyCeremonies
{
    private static readonly PasskeyCeremony Begun = new("{}", "state");
    private static readonly PasskeyCredential Made = new("AAAA", "AAAA", 2, string.Empty, IsBackupEligible: false, IsBackedUp: false);

    public Task<PasskeyCeremony> BeginCreationAsync(PasskeyOwner owner, IReadOnlyList<PasskeyCredential> existing) => Task.FromResult(Begun);

    public Task<Result<PasskeyCredential>> FinishCreationAsync(string state, string credential) => Finish();

    public Task<PasskeyCeremony> BeginLoginAsync() => Task.FromResult(Begun);

    public SecretHash? ReadCredentialHash(string credential) => SecretHash.Of(credential);

    public Task<Result<PasskeyCredential>> FinishLoginAsync(string state, string credential, UserId owner, PasskeyCredential known) => Finish();

    private Task<Result<PasskeyCredential>> Finish() =>
        Task.FromResult<Result<PasskeyCredential>>(server.Choices.Next(2) == 0 ? PasskeyErrors.Refused : Made);
}

/// <summary>A provider that vouches for somebody, or does not.</summary>
internal sealed class SilentOidc(SilentServer server) : IOidcClient
{
    public static readonly OidcProviderOptions Provider = new()
    {
        Id = Scenarios.Id,
        Name = "Somewhere",
        Authority = "https://id.example.org",
        ClientId = "picora",
        LinkVerifiedEmail = true,
    };

    public Task<Result<string>> AuthorizeAsync(OidcProviderOptions provider, OidcHandshake handshake, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>("https://id.example.org/authorize");

    public Task<Result<OidcPerson>> RedeemAsync(OidcProviderOptions provider, string code, OidcHandshake handshake, CancellationToken cancellationToken) =>
        Task.FromResult<Result<OidcPerson>>(
            server.Choices.Next(2) == 0 ? OidcErrors.BadAnswer : new OidcPerson("subject", EmailAddress.FromStored(Scenarios.Email), "Name"));
}
