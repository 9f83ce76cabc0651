using System.Security.Cryptography;
using System.Text;

namespace Picora.Api.Http.Idempotency;

/// <summary>A request that its client named, and what it asks.</summary>
internal sealed class NamedRequestFeature(string name, string operation, Func<CancellationToken, Task<string>> rawContent)
{
    private Func<CancellationToken, Task<string>> content = rawContent;
    private string? fingerprint;

    public string Name => name;

    /// <summary>
    /// Forms say by themselves what they hold: a client that sends one again takes another boundary, so that the bytes differ and the
    /// content does not.
    /// </summary>
    public void ReadContentBy(Func<CancellationToken, Task<string>> read) => content = read;

    public async Task<string> FingerprintAsync(CancellationToken cancellationToken) => fingerprint ??= Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{operation}\n{await content(cancellationToken)}")));
}
