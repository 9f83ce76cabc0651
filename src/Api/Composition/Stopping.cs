using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Picora.Api.Http;

namespace Picora.Api.Composition;

/// <summary>
/// A first Ctrl-C or SIGTERM lets requests in flight finish, within <c>Picora:Http:ShutdownSeconds</c>; a second Ctrl-C ends the process
/// at once.
/// </summary>
internal static class Stopping
{
    public static void AddPicoraStopping(this IServiceCollection services) =>
        services.AddOptions<HostOptions>().Configure<IOptions<HttpOptions>>((host, http) =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(http.Value.DrainSeconds + http.Value.ShutdownSeconds));

    /// <summary>Listens for the second Ctrl-C until it is disposed.</summary>
    public static IDisposable KillOnSecondInterrupt(IHostApplicationLifetime lifetime) =>
        PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                Process.GetCurrentProcess().Kill();
            }
        });
}
