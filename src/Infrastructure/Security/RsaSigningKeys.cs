using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Picora.Application.Accounts;
using Picora.Domain;

namespace Picora.Infrastructure.Security;

/// <summary>
/// The keys for access tokens: <c>jwt/&lt;kid&gt;.pem</c> in the folder of keys. The file written last signs, all of them verify. A new one
/// comes with the first start, with a start after <c>Picora:Accounts:SigningKeyDays</c>, or by putting a file there and starting again. One
/// that another node made is found when it is first needed.
/// </summary>
internal sealed class RsaSigningKeys : IDisposable
{
    private const int Bits = 2048;

    private readonly DirectoryInfo folder;
    private readonly ConcurrentDictionary<string, RsaSecurityKey> keys;

    public RsaSigningKeys(KeysFolder root, TimeProvider time, IOptions<AccountsOptions> options)
    {
        folder = new DirectoryInfo(root.Folder("jwt"));
        var files = Files(folder);
        var oldest = options.Value.SigningKeyDays > 0 ? time.GetUtcNow().AddDays(-options.Value.SigningKeyDays) : DateTimeOffset.MinValue;
        if (files.Count == 0 || files[^1].LastWriteTimeUtc < oldest.UtcDateTime)
        {
            Create(folder);
            files = Files(folder);
        }

        keys = new(files.Select(file => KeyValuePair.Create(KeyId(file), Read(file))), StringComparer.Ordinal);
        Signing = new SigningCredentials(keys[KeyId(files[^1])], SecurityAlgorithms.RsaSha256);
    }

    public SigningCredentials Signing { get; }

    /// <summary>The key of that id alone, or none: a token cannot choose to be checked against another.</summary>
    public IEnumerable<SecurityKey> Find(string? keyId) => keyId is not null && (keys.TryGetValue(keyId, out var key) || TryRead(keyId, out key)) ? [key] : [];

    public void Dispose()
    {
        foreach (var key in keys.Values)
        {
            key.Rsa.Dispose();
        }
    }

    private bool TryRead(string keyId, [NotNullWhen(true)] out RsaSecurityKey? key)
    {
        // A name that somebody else chose leads to no other place.
        var file = new FileInfo(Path.Combine(folder.FullName, $"{keyId}.pem"));
        key = NanoId.IsValid(keyId, NanoId.Long) && file.Exists ? keys.GetOrAdd(keyId, _ => Read(file)) : null;
        return key is not null;
    }

    private static List<FileInfo> Files(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles("*.pem").OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal)];

    private static string KeyId(FileInfo file) => Path.GetFileNameWithoutExtension(file.Name);

    private static void Create(DirectoryInfo folder)
    {
        using var rsa = RSA.Create(Bits);
        PrivateFile.TryCreate(Path.Combine(folder.FullName, $"{NanoId.New()}.pem"), Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem()));
    }

    private static RsaSecurityKey Read(FileInfo file)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(file.FullName));
        return new RsaSecurityKey(rsa) { KeyId = KeyId(file) };
    }
}
