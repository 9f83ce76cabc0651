using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Accounts.Passkeys;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Infrastructure.Accounts.Passkeys;

/// <summary>WebAuthn by the framework's own handler: parsing, origins, challenges, flags, signatures and counters are all its work.</summary>
internal sealed class PasskeyCeremonies(PasskeyParty party, ILogger<PasskeyCeremonies> logger) : IPasskeyCeremonies
{
    // What it asks of a request are host and origin, which the settings answer.
    private static readonly DefaultHttpContext NoRequest = new();

    public async Task<PasskeyCeremony> BeginCreationAsync(PasskeyOwner owner, IReadOnlyList<PasskeyCredential> existing)
    {
        var person = new PasskeyUserEntity { Id = owner.Id.Value, Name = owner.Name, DisplayName = owner.DisplayName };
        var made = await Handler(owner, existing).MakeCreationOptionsAsync(person, NoRequest);
        return new PasskeyCeremony(made.CreationOptionsJson, made.AttestationState ?? string.Empty);
    }

    public async Task<Result<PasskeyCredential>> FinishCreationAsync(string state, string credential)
    {
        var result = await Handler(null, []).PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = NoRequest, CredentialJson = credential, AttestationState = state });
        return Judge(result.Passkey, result.Failure);
    }

    public async Task<PasskeyCeremony> BeginLoginAsync()
    {
        var made = await Handler(null, []).MakeRequestOptionsAsync(null, NoRequest);
        return new PasskeyCeremony(made.RequestOptionsJson, made.AssertionState ?? string.Empty);
    }

    public SecretHash? ReadCredentialHash(string credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential);
            return json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 and <= Passkey.MaxCredentialIdLength } text
                ? SecretHash.Of(text)
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is well-formed JSON, and no text.
            return null;
        }
    }

    public async Task<Result<PasskeyCredential>> FinishLoginAsync(string state, string credential, UserId owner, PasskeyCredential known)
    {
        var result = await Handler(new PasskeyOwner(owner, string.Empty, string.Empty), [known]).PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = NoRequest, CredentialJson = credential, AssertionState = state });
        return Judge(result.Passkey, result.Failure);
    }

    private PasskeyHandler<PasskeyOwner> Handler(PasskeyOwner? owner, IReadOnlyList<PasskeyCredential> passkeys) => new(
        PasskeyShelf.Open(owner, [.. passkeys.Select(ToInfo)]),
        Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = party.Domain,
            // What makes a passkey two factors, and lets it say who is signing in.
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && party.Trusts(asked.Origin)),
        }));

    private Result<PasskeyCredential> Judge(UserPasskeyInfo? passkey, PasskeyException? failure)
    {
        if (passkey is not null && failure is null && FromInfo(passkey) is { PublicKey.Length: <= Passkey.MaxPublicKeyLength } credential)
        {
            return credential;
        }

        // Whoever sent it learns nothing; an operator who set the wrong domain or origin does.
        logger.LogInformation("A passkey was refused: {Reason}", failure?.Message);
        return PasskeyErrors.Refused;
    }

    private static UserPasskeyInfo ToInfo(PasskeyCredential passkey) => new(
        Base64Url.DecodeFromChars(passkey.CredentialId),
        Base64Url.DecodeFromChars(passkey.PublicKey),
        DateTimeOffset.UnixEpoch,
        (uint)passkey.SignCount,
        passkey.Transports.Length == 0 ? [] : passkey.Transports.Split(','),
        isUserVerified: true,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        attestationObject: [],
        clientDataJson: []);

    private static PasskeyCredential FromInfo(UserPasskeyInfo passkey) => new(
        Base64Url.EncodeToString(passkey.CredentialId),
        Base64Url.EncodeToString(passkey.PublicKey),
        passkey.SignCount,
        Join(passkey.Transports),
        passkey.IsBackupEligible,
        passkey.IsBackedUp);

    // A hint, and whatever the browser says: kept if it looks like what the standard names.
    private static string Join(string[]? transports)
    {
        var joined = string.Join(',', (transports ?? []).Where(transport => transport.Length is > 0 and < 20 && transport.All(letter => char.IsAsciiLetter(letter) || letter == '-')));
        return joined.Length <= Passkey.MaxTransportsLength ? joined : string.Empty;
    }
}
