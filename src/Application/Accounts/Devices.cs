using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>
/// Remembers from where people sign in. A device is known by its cookie; where that is missing, the same program in the same network passes
/// for known, too, but only so far that nobody is alarmed.
/// </summary>
internal sealed class Devices(IAccountsDb db, IClient client, AccountAlarms alarms, TimeProvider time)
{
    private const int MostPerPerson = 20;

    private SecretHash? Presented => client.DeviceToken is { } token ? SecretHash.Of(token) : null;

    /// <summary>Whether the owner of an address has signed in from this very device before. No answer tells whether there is an owner.</summary>
    public async Task<bool> IsKnownAsync(EmailAddress email, CancellationToken cancellationToken) =>
        Presented is { } hash
        && await db.KnownDevices.AnyAsync(
            device => device.TokenHash == hash && db.Users.Any(user => user.Id == device.UserId && user.Email == email), cancellationToken);

    /// <summary>Inside a unit of work: notes that somebody signs in from here, and tells them when it is from somewhere new. Answers the device's token.</summary>
    public async Task<string> MeetAsync(User user, CancellationToken cancellationToken)
    {
        var (now, fingerprint) = (time.Now(), Fingerprint());
        if (Presented is { } presented)
        {
            var rows = await db.KnownDevices.Where(device => device.TokenHash == presented).ToListAsync(cancellationToken);
            if (rows.Find(device => device.UserId == user.Id) is { } known)
            {
                known.MeetAgain(now);
                return client.DeviceToken!;
            }

            // A token that we never gave to anybody is somebody else's invention.
            if (rows.Count > 0)
            {
                await WelcomeAsync(user, presented, fingerprint, cancellationToken);
                return client.DeviceToken!;
            }
        }

        var token = KnownDevice.NewToken();
        await WelcomeAsync(user, SecretHash.Of(token), fingerprint, cancellationToken);
        return token;
    }

    /// <summary>Inside a unit of work: every device but this one is a stranger's again.</summary>
    public Task ForgetOthersAsync(UserId owner, CancellationToken cancellationToken)
    {
        var known = db.KnownDevices.Where(device => device.UserId == owner);
        return (Presented is { } own ? known.Where(device => device.TokenHash != own) : known).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task WelcomeAsync(User user, SecretHash token, SecretHash fingerprint, CancellationToken cancellationToken)
    {
        var id = user.Id;
        var known = await db.KnownDevices.Where(device => device.UserId == id).OrderByDescending(device => device.LastSeenAt).ToListAsync(cancellationToken);

        // The first device of all is the one that the account was opened from.
        if (known.Count > 0 && !known.Exists(device => device.Fingerprint == fingerprint))
        {
            alarms.NewDevice(user, new SignInPlace(UserAgent.Describe(client.UserAgent), client.Address, time.Now()));
        }

        // A program that keeps no cookies is another device each time.
        db.KnownDevices.RemoveRange(known.Skip(MostPerPerson - 1));
        db.KnownDevices.Add(KnownDevice.Meet(token, id, fingerprint, time.Now()));
    }

    private SecretHash Fingerprint() => SecretHash.Of($"{UserAgent.Describe(client.UserAgent)}\n{client.Network}");
}
