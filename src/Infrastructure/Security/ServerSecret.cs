using System.Security.Cryptography;
using System.Text;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Infrastructure.Security;

/// <summary>
/// The secret under which short codes are hashed: 32 random bytes in <c>&lt;data&gt;/keys/secret</c>, made when the server first starts.
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

    public SecretHash Hash(EmailAddress email, CodePurpose purpose, string code) =>
        SecretHash.FromBytes(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{purpose}\n{email.Value}\n{code}")));
}
