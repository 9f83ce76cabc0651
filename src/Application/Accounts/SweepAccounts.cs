using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Accounts;

/// <summary>Forgets what has run out: codes once no limit counts them any more, refresh tokens, and sessions some time after their end.</summary>
internal sealed class SweepAccounts(IAccountsDb db, IUnitOfWork unitOfWork, TimeProvider time) : IScheduledJob
{
    // The longest window of the limits on codes.
    private static readonly TimeSpan KeepCodes = TimeSpan.FromHours(24);

    // So that a token that is used again long after still finds, and says, that its session is over.
    private static readonly TimeSpan KeepSessions = TimeSpan.FromDays(30);

    public string Name => "sweep-accounts";

    public string Description => "Forgets codes, refresh tokens and sessions that have run out.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var (codesBefore, sessionsBefore) = (now - KeepCodes, now - KeepSessions);
        var codes = await DeleteAsync(token => db.VerificationCodes.Where(code => code.CreatedAt < codesBefore).ExecuteDeleteAsync(token), cancellationToken);
        var tokens = await DeleteAsync(token => db.RefreshTokens.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(token), cancellationToken);
        var sessions = await DeleteAsync(token => db.Sessions.Where(row => row.ExpiresAt < sessionsBefore).ExecuteDeleteAsync(token), cancellationToken);
        return $"Forgot {codes} codes, {tokens} refresh tokens and {sessions} sessions.";
    }

    private async Task<int> DeleteAsync(Func<CancellationToken, Task<int>> delete, CancellationToken cancellationToken) =>
        (await unitOfWork.ExecuteAsync<int>(async token => await delete(token), cancellationToken)).Value;
}
