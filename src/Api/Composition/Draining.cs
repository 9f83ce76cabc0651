using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Picora.Api.Http;

namespace Picora.Api.Composition;

/// <summary>
/// Begins the end of a server that has others beside it. From the moment it is told to stop it is not ready, and each answer ends its
/// connection, while it goes on serving for <c>Picora:Http:DrainSeconds</c>: proxies that ask send new requests elsewhere. Then the system stops
/// to let new connections in, those that were let in are served, and only then the web server closes its door.
/// </summary>
internal sealed class Draining(ListenSockets sockets, IOptions<HttpOptions> options) : IHostedLifecycleService, IServerState
{
    // For connections that stood in the system's queue.
    private static readonly TimeSpan LastGuests = TimeSpan.FromMilliseconds(250);

    private volatile bool isStopping;

    public bool IsStopping => isStopping;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        isStopping = true;
        if (options.Value.DrainSeconds > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.Value.DrainSeconds), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            sockets.Refuse();
            await Task.Delay(LastGuests, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class DrainingServices
{
    public static void AddPicoraDraining(this IServiceCollection services)
    {
        services.AddSingleton<ListenSockets>();
        services.AddOptions<SocketTransportOptions>().Configure<ListenSockets>((transport, sockets) => transport.CreateBoundListenSocket = sockets.Open);
        services.AddSingleton<Draining>();
        services.AddSingleton<IServerState>(provider => provider.GetRequiredService<Draining>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Draining>());
    }
}
