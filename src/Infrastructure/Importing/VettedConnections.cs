using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Picora.Application.Media.Arrivals;

namespace Picora.Infrastructure.Importing;

/// <summary>
/// Connects to hosts by addresses that were looked at. A name is resolved once per connection, here, and what was looked at is what is
/// connected: a name that stands for something else the next time changes nothing.
/// </summary>
internal sealed class VettedConnections(INameResolver resolver, AddressPolicy policy, IOptions<ImportOptions> options)
{
    /// <exception cref="AddressNotAllowedException">One of the host's addresses, or its port, is not allowed, or it has none.</exception>
    /// <exception cref="SocketException">None of them can be reached.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async ValueTask<Stream> OpenAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        if (options.Value.AllowedPorts is { } ports && !ports.Contains(target.Port))
        {
            throw new AddressNotAllowedException();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.ConnectSeconds));
        try
        {
            var addresses = await ResolveAsync(target.Host, patience.Token);
            return await ConnectAsync(addresses, target.Port, patience.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The other server was not reached in time.", exception);
        }
    }

    // All must be allowed: which one a name's owner wants to be taken is nothing to guess at.
    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellationToken);
        return addresses.Count > 0 && addresses.All(policy.Allows) ? addresses : throw new AddressNotAllowedException();
    }

    private static async Task<Stream> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }
}

/// <summary>Leaves the connection callback of the HTTP client, which wraps it; the adapter turns it into a result.</summary>
internal sealed class AddressNotAllowedException : Exception;
