using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Infrastructure.Security;

/// <summary>Secrets under AES-256-GCM, bound to their owner; recovery codes under HMAC-SHA256. Both keys come from the server's secret.</summary>
internal sealed class FactorSecrets(ServerSecret server) : IFactorSecrets
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] sealing = server.Derive("second factors: sealing");
    private readonly byte[] recovery = server.Derive("second factors: recovery codes");

    public string Seal(UserId owner, ReadOnlySpan<byte> secret)
    {
        var box = new byte[NonceBytes + TagBytes + secret.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(sealing, TagBytes);
        aes.Encrypt(nonce, secret, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(owner.Value));
        return Base64Url.EncodeToString(box);
    }

    public byte[] Open(UserId owner, string sealedSecret)
    {
        var box = Base64Url.DecodeFromChars(sealedSecret);
        var secret = new byte[Math.Max(0, box.Length - NonceBytes - TagBytes)];
        using var aes = new AesGcm(sealing, TagBytes);
        try
        {
            aes.Decrypt(
                box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), secret, Encoding.UTF8.GetBytes(owner.Value));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new SecretReplacedException(exception);
        }

        return secret;
    }

    public SecretHash HashRecoveryCode(UserId owner, string code) =>
        SecretHash.FromBytes(HMACSHA256.HashData(recovery, Encoding.UTF8.GetBytes($"{owner.Value}\n{code}")));
}
