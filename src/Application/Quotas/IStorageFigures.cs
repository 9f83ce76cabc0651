namespace Picora.Application.Quotas;

/// <summary>Tells whoever watches the server what the storage held at the last recount.</summary>
public interface IStorageFigures
{
    /// <param name="bytes">Of all originals.</param>
    /// <param name="orphanBytes">Of those of them that no row refers to, which should always be nothing.</param>
    void Counted(long bytes, long orphanBytes);
}
