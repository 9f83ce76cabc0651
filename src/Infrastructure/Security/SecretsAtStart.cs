using Microsoft.Extensions.Hosting;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Security;

/// <summary>Makes or reads keys and secrets when the server starts, so that a folder that cannot be written stops the start, not the first sign-in.</summary>
internal sealed class SecretsAtStart : IHostedService
{
    public SecretsAtStart(RsaSigningKeys keys, ICodeHasher secret, IUrlSigner urls)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(urls);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
