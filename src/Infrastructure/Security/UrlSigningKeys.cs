using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;

namespace Picora.Infrastructure.Security;

/// <summary>
/// The keys for signed addresses: <c>urls/&lt;id&gt;.key</c> in the folder of keys, 32 random bytes each. The file written last when the server
/// starts signs; each verifies what it signed for as long as its file is there. A key that another node made is found when it is first needed.
/// </summary>
internal sealed class UrlSigningKeys : IUrlSigner
{
    private const int Length = 32;
    private const string Extension = ".key";

    private readonly string folder;
    private readonly string current;
    private readonly ConcurrentDictionary<string, byte[]> keys = new(StringComparer.Ordinal);

    public UrlSigningKeys(KeysFolder files, TimeProvider time, IOptions<DeliveryOptions> options)
    {
        folder = files.Folder("urls");
        var newest = Newest();
        var oldest = options.Value.UrlKeyDays > 0 ? time.GetUtcNow().AddDays(-options.Value.UrlKeyDays) : DateTimeOffset.MinValue;
        if (newest is null || newest.LastWriteTimeUtc < oldest.UtcDateTime)
        {
            PrivateFile.TryCreate(PathOf(NanoId.New(NanoId.Short)), RandomNumberGenerator.GetBytes(Length));
            newest = Newest()!;
        }

        current = Path.GetFileNameWithoutExtension(newest.Name);
        _ = Find(current) ?? throw new InvalidOperationException($"{newest.FullName} is no key: it has less than {Length} bytes, or its name is no id of {NanoId.Short} letters.");
    }

    public string Sign(string text) => Sign(current, keys[current], text);

    public bool Verify(string text, string signature)
    {
        var dot = signature.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || Find(signature[..dot]) is not { } key)
        {
            return false;
        }

        // As text, so that no other way to write the same bytes passes.
        var expected = Sign(signature[..dot], key, text);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(expected.AsSpan()), MemoryMarshal.AsBytes(signature.AsSpan()));
    }

    private static string Sign(string id, byte[] key, string text) =>
        $"{id}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}\n{text}")))}";

    private byte[]? Find(string id)
    {
        if (keys.TryGetValue(id, out var known))
        {
            return known;
        }

        if (!NanoId.IsValid(id, NanoId.Short) || !File.Exists(PathOf(id)))
        {
            return null;
        }

        var read = File.ReadAllBytes(PathOf(id));
        return read.Length >= Length ? keys.GetOrAdd(id, read) : null;
    }

    private FileInfo? Newest() => new DirectoryInfo(folder).EnumerateFiles("*" + Extension)
        .OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).LastOrDefault();

    private string PathOf(string id) => Path.Combine(folder, id + Extension);
}
