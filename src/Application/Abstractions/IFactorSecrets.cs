using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>Keeps what second factors rest on under keys that are not in the database, so that a copy of it is worth nothing.</summary>
public interface IFactorSecrets
{
    string Seal(UserId owner, ReadOnlySpan<byte> secret);

    /// <exception cref="SecretReplacedException">It was sealed for somebody else, or under a server secret that is gone.</exception>
    byte[] Open(UserId owner, string sealedSecret);

    SecretHash HashRecoveryCode(UserId owner, string code);
}
