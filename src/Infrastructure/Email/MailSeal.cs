using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Picora.Application.Abstractions;
using Picora.Infrastructure.Security;

namespace Picora.Infrastructure.Email;

/// <summary>AES-256-GCM under a key derived from the server's secret; bound to the mail's id, so that no row's content passes for another's.</summary>
internal sealed class MailSeal(ServerSecret secret) : IMailSeal
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] sealing = secret.Derive("picora outbox mail");
    private readonly byte[] hashing = secret.Derive("picora mail recipient");

    public byte[] Seal(string id, MailMessage message)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(message);
        var content = new byte[NonceLength + plain.Length + TagLength];
        var (nonce, cipher, tag) = Split(content);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(sealing, TagLength);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span, Encoding.UTF8.GetBytes(id));
        return content;
    }

    public MailMessage? Open(string id, byte[] content)
    {
        if (content.Length < NonceLength + TagLength)
        {
            return null;
        }

        var (nonce, cipher, tag) = Split(content);
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(sealing, TagLength);
        try
        {
            aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain, Encoding.UTF8.GetBytes(id));
            return JsonSerializer.Deserialize<MailMessage>(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public string HashAddress(string address) => Convert.ToHexStringLower(HMACSHA256.HashData(hashing, Encoding.UTF8.GetBytes(address.ToLowerInvariant())));

    private static (Memory<byte> Nonce, Memory<byte> Cipher, Memory<byte> Tag) Split(byte[] content) =>
        (content.AsMemory(0, NonceLength), content.AsMemory(NonceLength, content.Length - NonceLength - TagLength), content.AsMemory(content.Length - TagLength));
}
