using System.Security.Cryptography;
using System.Text;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Infrastructure.Security;

/// <summary>
/// The secret under which short codes are hashed, kept secrets sealed, and from which other keys are derived: 32 random bytes in
/// <c>secret</c> in the folder of keys, made when the server first starts. Without it, a stolen database says nothing about what is in it.
/// </summary>
internal sealed class ServerSecret : ICodeHasher, ISecretBox
{
    private const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] secret;

    public ServerSecret(KeysFolder keys)
    {
        var path = keys.File("secret");
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

    public string HashOf(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"hash\n{text}")));

    public byte[] Seal(string passphrase, ReadOnlySpan<byte> content)
    {
        var box = new byte[NonceLength + content.Length + TagLength];
        var nonce = box.AsSpan(0, NonceLength);
        var rest = box.AsSpan(NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(KeyOf(passphrase), TagLength);
        cipher.Encrypt(nonce, content, rest[..content.Length], rest[content.Length..]);
        return box;
    }

    public byte[]? Open(string passphrase, ReadOnlySpan<byte> box)
    {
        if (box.Length < NonceLength + TagLength)
        {
            return null;
        }

        var content = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(KeyOf(passphrase), TagLength);
        try
        {
            cipher.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], content);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private byte[] KeyOf(string passphrase) => Derive($"seal\n{passphrase}");
}
