using System.Security.Cryptography;
using System.Text;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Infrastructure.Security;

/// <summary>
/// The secret under which short codes are hashed and from which other keys are derived: 32 random bytes in <c>&lt;data&gt;/keys/secret</c>, made when the server first starts.
/// Without it, a stolen database says nothing about the codes in it.
/// </summary>
internal sealed class ServerSecret : ICodeHasher
{
    private const int Length = 32;

    private readonly byte[] secret;

    public ServerSecret(DataFolder data)
    {
        var path = Path.Combine(data.Folder("keys"), "secret");
        if (!File.Exists(path))
        {
            PrivateFile.TryCreate(path, RandomNumberGenerator.GetBytes(Length));
        }

        secret = File.ReadAllBytes(path);
        if (secret.Length < Length)
        {
            throw new InvalidOperationException($"{path} holds no secret: it has {secret.Length} of at least {Length} bytes.");
        }
    }

    /// <summary>A key of 32 bytes of its own for a purpose, so that what one purpose gives away says nothing about another.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, info: Encoding.UTF8.GetBytes(purpose));

    public SecretHash Hash(EmailAddress email, CodePurpose purpose, string code) =>
        SecretHash.FromBytes(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{purpose}\n{email.Value}\n{code}")));
}
