namespace Picora.Infrastructure.Imaging;

/// <summary>Whether HEIC can be decoded here: the only format whose decoder a machine may lack.</summary>
internal interface IHeicSupport
{
    Task<bool> IsInstalledAsync(CancellationToken cancellationToken);
}
