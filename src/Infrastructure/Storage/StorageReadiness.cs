using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage;

/// <summary>Writes a small object and removes it again.</summary>
internal sealed class StorageReadiness(IObjectStorage storage) : IReadinessCheck
{
    public string Name => "storage";

    public bool IsRequired => true;

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var key = ObjectKey.Parse($"{ObjectKey.HealthFolder}check{NanoId.New()}");
        using var content = new MemoryStream([1]);
        await storage.PutAsync(key, content, cancellationToken);
        await storage.DeleteAsync(key, cancellationToken);
        return null;
    }
}
