using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <param name="Network">Who asks: an address, or a prefix of addresses that one party holds.</param>
internal sealed record CodeRequest(EmailAddress Email, CodePurpose Purpose, string Network);

/// <summary>Issues mailed codes.</summary>
internal sealed class VerificationCodes(
    IAccountsDb db, IUnitOfWork unitOfWork, ICodeHasher hasher, IMailQueue mail, TimeProvider time, IOptions<CodeOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// Mails a new code, which replaces the one before it; or says how long the address or the network has to wait. The mail is part of the
    /// unit of work that issues the code, and is on its way when this returns: it looks the same from outside whatever the mail says.
    /// </summary>
    /// <param name="compose">Writes the mail around the code, within the unit of work, or says why none goes out.</param>
    public async Task<Result<Success>> MailAsync(
        CodeRequest request, Func<string, CancellationToken, Task<Result<MailMessage>>> compose, CancellationToken cancellationToken)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var hash = hasher.Hash(request.Email, request.Purpose, code);
        var held = await unitOfWork.ExecuteAsync<HeldMail>(
            async token =>
            {
                // One sender at a time, on all nodes: otherwise two could both see room for one more.
                await db.Installation.ExecuteUpdateAsync(set => set.SetProperty(row => row.CodesIssued, row => row.CodesIssued + 1), token);
                var now = time.Now();
                if (await FindWaitAsync(request.Email, request.Network, now, token) is { } wait)
                {
                    return AccountErrors.TooManyCodes(wait);
                }

                var until = now.AddMinutes(options.Value.LifetimeMinutes);
                db.VerificationCodes.Add(VerificationCode.Issue(request.Email, request.Purpose, hash, request.Network, now, until));
                return (await compose(code, token)).Map(message => mail.Hold(message, until));
            },
            cancellationToken);
        if (!held.IsSuccess)
        {
            return held.Error;
        }

        await mail.DeliverAsync(held.Value, cancellationToken);
        return Success.Value;
    }

    private async Task<TimeSpan?> FindWaitAsync(EmailAddress email, string network, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        (Expression<Func<VerificationCode, bool>> Rows, TimeSpan Window, int Most)[] rules =
        [
            (row => row.Email == email, Minute, limits.PerAddressMinute),
            (row => row.Email == email, Hour, limits.PerAddressHour),
            (row => row.Email == email, Day, limits.PerAddressDay),
            (row => row.Network == network, Hour, limits.PerNetworkHour),
            (row => row.Network == network, Day, limits.PerNetworkDay),
            (row => true, Minute, limits.GlobalMinute),
        ];
        TimeSpan? longest = null;
        foreach (var (rows, window, most) in rules)
        {
            var since = now - window;
            // The one that has to leave the window before there is room again.
            var blocking = await db.VerificationCodes.Where(rows).Where(row => row.CreatedAt > since)
                .OrderByDescending(row => row.CreatedAt).Skip(most - 1).Take(1)
                .Select(row => (DateTimeOffset?)row.CreatedAt).FirstOrDefaultAsync(cancellationToken);
            if (blocking + window - now is { } wait && (longest is null || wait > longest))
            {
                longest = wait;
            }
        }

        return longest;
    }
}
