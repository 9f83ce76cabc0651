using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Accounts;

/// <summary>
/// Forgets what has run out: codes and wrong passwords once no limit counts them any more, refresh tokens, begun sign-ins, sessions some time after their end,
/// and devices that nobody uses.
/// </summary>
internal sealed class SweepAccounts(IAccountsDb db, IUnitOfWork unitOfWork, TimeProvider time, IOptions<AccountsOptions> options) : IScheduledJob
{
    // The longest window of the limits on codes.
    private static readonly TimeSpan KeepCodes = TimeSpan.FromHours(24);

    // So that a token that is used again long after still finds, and says, that its session is over.
    private static readonly TimeSpan KeepSessions = TimeSpan.FromDays(30);

    public string Name => "sweep-accounts";

    public string Description => "Forgets codes, wrong passwords, refresh tokens, begun sign-ins, sessions and devices that have run out.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var (codesBefore, sessionsBefore) = (now - KeepCodes, now - KeepSessions);
        var (guardsBefore, devicesBefore) = (now - GuardRules.Memory, now - options.Value.DeviceLifetime);
        var codes = await DeleteAsync(token => db.VerificationCodes.Where(code => code.CreatedAt < codesBefore).ExecuteDeleteAsync(token), cancellationToken);
        var tokens = await DeleteAsync(token => db.RefreshTokens.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(token), cancellationToken);
        var sessions = await DeleteAsync(token => db.Sessions.Where(row => row.ExpiresAt < sessionsBefore).ExecuteDeleteAsync(token), cancellationToken);
        await DeleteAsync(token => db.ExportTokens.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(token), cancellationToken);
        var guards = await DeleteAsync(token => db.SignInGuards.Where(guard => guard.LastAt < guardsBefore).ExecuteDeleteAsync(token), cancellationToken);
        var devices = await DeleteAsync(token => db.KnownDevices.Where(device => device.LastSeenAt < devicesBefore).ExecuteDeleteAsync(token), cancellationToken);
        var tickets = await DeleteAsync(token => db.Tickets.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(token), cancellationToken);
        return $"Forgot {codes} codes, {guards} wrong passwords, {tokens} refresh tokens, {tickets} begun sign-ins, {sessions} sessions and {devices} devices.";
    }

    private async Task<int> DeleteAsync(Func<CancellationToken, Task<int>> delete, CancellationToken cancellationToken) =>
        (await unitOfWork.ExecuteAsync<int>(async token => await delete(token), cancellationToken)).Value;
}
