using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Picora.Application.Media;

/// <summary>Knows the operator's own programs by the one secret that they share with the server.</summary>
internal sealed class InternalToken(IOptions<DeliveryOptions> options)
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes(options.Value.InternalToken);

    public bool Matches(string? token) =>
        expected.Length > 0 && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token ?? string.Empty)), SHA256.HashData(expected));
}
