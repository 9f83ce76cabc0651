using System.Net;

namespace Picora.Infrastructure.Importing;

/// <summary>Finds the addresses that a host's name stands for.</summary>
internal interface INameResolver
{
    /// <summary>All of them; none for a name that is unknown.</summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Asks the machine's own resolver.</summary>
internal sealed class SystemNameResolver : INameResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return [];
        }
    }
}
