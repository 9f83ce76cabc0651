namespace Picora.Application.Accounts.Contracts;

/// <summary>Counts what goes through API keys, for their owners to look at.</summary>
public interface IKeyTraffic
{
    /// <param name="received">Bytes of the request's body that were read.</param>
    /// <param name="sent">Bytes of the answer's body that were handed to the network.</param>
    void Count(string keyId, long received, long sent);
}
