using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Application.Accounts.Passkeys;

namespace Picora.Infrastructure.Accounts.Passkeys;

/// <summary>
/// What the framework's passkey handler asks of ASP.NET Core Identity's store, answered from the one person and the passkeys that a ceremony
/// is about. It stores nothing: rows are the use cases' business.
/// </summary>
internal sealed class PasskeyShelf(PasskeyOwner? owner, IReadOnlyList<UserPasskeyInfo> passkeys) : IUserPasskeyStore<PasskeyOwner>
{
    public static UserManager<PasskeyOwner> Open(PasskeyOwner? owner, IReadOnlyList<UserPasskeyInfo> passkeys) => new(
        new PasskeyShelf(owner, passkeys), Options.Create(new IdentityOptions()), null!, [], [], null!, null!, null!, NullLogger<UserManager<PasskeyOwner>>.Instance);

    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(string.Equals(owner?.Id.Value, userId, StringComparison.Ordinal) ? owner : null);

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Id.Value);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. passkeys]);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(passkeys.FirstOrDefault(passkey => passkey.CredentialId.AsSpan().SequenceEqual(credentialId)));

    // Whether somebody else has the credential, a unique index decides.
    public Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult<PasskeyOwner?>(null);

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw NeverAsked();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw NeverAsked();

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NeverAsked();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw NeverAsked();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NeverAsked();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw NeverAsked();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NeverAsked();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NeverAsked();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NeverAsked();

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw NeverAsked();

    public void Dispose()
    {
        // It holds nothing.
    }

    private static NotSupportedException NeverAsked() => new("No ceremony asks for this.");
}
