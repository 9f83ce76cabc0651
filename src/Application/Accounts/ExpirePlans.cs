using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Ends plans whose time has come. What was stored under them stays, can be read and deleted.</summary>
internal sealed class ExpirePlans(IAccountsDb db, IUnitOfWork unitOfWork, IAuditLog audit, TimeProvider time, IOptions<AccountsOptions> options) : IScheduledJob
{
    private const int Batch = 100;

    public string Name => "expire-plans";

    public string Description => "Ends plans whose time has come.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var (total, ended) = (0, 0);
        do
        {
            ended = (await unitOfWork.ExecuteAsync(EndSomeAsync, cancellationToken)).Value;
            total += ended;
        }
        while (ended == Batch);

        return $"Ended {total} plans.";
    }

    private async Task<Result<int>> EndSomeAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var due = await db.Users.Where(user => user.PlanExpiresAt <= now).OrderBy(user => user.PlanExpiresAt).Take(Batch).ToListAsync(cancellationToken);
        foreach (var user in due)
        {
            user.ChangePlan(options.Value.PlanAfterExpiry, expiresAt: null);
            audit.Record(user.Id, AuditAction.PlanChanged, user.Plan.ToName());
        }

        return due.Count;
    }
}
