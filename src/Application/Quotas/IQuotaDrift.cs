using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Tells whoever watches the server by how much the accounts of one quota were wrong in the last recount; it should always be nothing.</summary>
public interface IQuotaDrift
{
    /// <param name="bytes">Over all accounts of the quota, whichever way they were wrong.</param>
    /// <param name="items">Likewise.</param>
    void Found(QuotaType type, long bytes, long items);
}
