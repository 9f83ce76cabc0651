using Picora.Domain.Accounts;

namespace Picora.Application.Abstractions;

/// <summary>Hashes what is too short to be safe under a plain hash: with a secret that is not in the database.</summary>
public interface ICodeHasher
{
    SecretHash Hash(EmailAddress email, CodePurpose purpose, string code);
}
