using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Application.Accounts.Passkeys;

/// <summary>The ceremonies of WebAuthn: what a browser is asked for, and whether what it brings back is right. Touches no database.</summary>
public interface IPasskeyCeremonies
{
    /// <param name="existing">The person's passkeys, so that no authenticator makes a second one.</param>
    Task<PasskeyCeremony> BeginCreationAsync(PasskeyOwner owner, IReadOnlyList<PasskeyCredential> existing);

    /// <summary>The new credential; <c>PASSKEY_INVALID</c> when anything about it is wrong.</summary>
    /// <param name="state">From the beginning.</param>
    /// <param name="credential">What the browser brought back, as JSON.</param>
    Task<Result<PasskeyCredential>> FinishCreationAsync(string state, string credential);

    /// <summary>Asks for any passkey of this server: who is signing in is not known yet.</summary>
    Task<PasskeyCeremony> BeginLoginAsync();

    /// <summary>The hash of the credential id that the browser names, to find the passkey by; null when it names none.</summary>
    SecretHash? ReadCredentialHash(string credential);

    /// <summary>The credential as it is after its use; <c>PASSKEY_INVALID</c> when anything is wrong.</summary>
    /// <param name="state">From the beginning.</param>
    /// <param name="credential">What the browser brought back, as JSON.</param>
    /// <param name="owner">Whose the passkey is.</param>
    /// <param name="known">The passkey as it was stored.</param>
    Task<Result<PasskeyCredential>> FinishLoginAsync(string state, string credential, UserId owner, PasskeyCredential known);
}

/// <param name="Name">What the authenticator shows when it lists accounts.</param>
public sealed record PasskeyOwner(UserId Id, string Name, string DisplayName);

/// <param name="Options">For <c>navigator.credentials</c>, as JSON.</param>
/// <param name="State">For the end of the ceremony; at most <see cref="Ticket.MaxStateLength"/> characters.</param>
public sealed record PasskeyCeremony(string Options, string State);
