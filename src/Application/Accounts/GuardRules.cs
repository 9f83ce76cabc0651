using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>The rules that the settings make, at this moment.</summary>
internal sealed class GuardRules(TimeProvider time, IOptions<AccountsOptions> options)
{
    /// <summary>How long failures in a row are remembered; the sweeper forgets later ones.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    public DateTimeOffset Now => time.Now();

    public int LockMinutes => options.Value.LockMinutes;

    public GuardRule Network => new(options.Value.MaxFailedLoginsPerNetwork, options.Value.FailureWindow, options.Value.LockFor);

    public GuardRule Account => new(options.Value.MaxFailedLogins, Memory, options.Value.LockFor);

    private GuardRule AccountFromNetwork => new(options.Value.MaxFailedLogins, options.Value.FailureWindow, options.Value.LockFor);

    /// <summary>What counts an attempt on an address, in the order in which all lock their rows.</summary>
    public IReadOnlyList<(SecretHash Key, GuardRule Rule)> For(EmailAddress email, IClient client, bool isKnown) => isKnown
        ? [(GuardKeys.Device(email, client.DeviceToken!), Account)]
        : [(GuardKeys.Account(email), Account), (GuardKeys.AccountFromNetwork(email, client.Network), AccountFromNetwork)];
}

/// <summary>What failures are counted under.</summary>
internal static class GuardKeys
{
    public static SecretHash Network(string network) => SecretHash.Of($"network\n{network}");

    public static SecretHash Codes(string network) => SecretHash.Of($"codes\n{network}");

    public static SecretHash Account(EmailAddress email) => SecretHash.Of($"account\n{email.Value}");

    public static SecretHash AccountFromNetwork(EmailAddress email, string network) => SecretHash.Of($"account\n{email.Value}\n{network}");

    public static SecretHash Device(EmailAddress email, string token) => SecretHash.Of($"device\n{email.Value}\n{token}");

    public static SecretHash Person(UserId userId) => SecretHash.Of($"person\n{userId.Value}");

    /// <summary>All that count against an address, as far as this client has a share in them.</summary>
    public static IEnumerable<SecretHash> Of(EmailAddress email, IClient client)
    {
        yield return Account(email);
        yield return AccountFromNetwork(email, client.Network);
        if (client.DeviceToken is { } token)
        {
            yield return Device(email, token);
        }
    }
}
