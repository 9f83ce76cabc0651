using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Mail;

/// <summary>Forgets mails that could not be sent, some time after they failed; those with a code once its time is over.</summary>
internal sealed class SweepMail(IMailDb db, IUnitOfWork unitOfWork, TimeProvider time, IOptions<OutboxOptions> options) : IScheduledJob
{
    private static readonly TimeSpan ShowExpired = TimeSpan.FromDays(1);

    public string Name => "sweep-mail";

    public string Description => "Forgets mails that could not be sent.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var (before, expiredBefore) = (now.AddDays(-options.Value.KeepFailedDays), now - ShowExpired);
        var forgotten = await unitOfWork.ExecuteAsync<int>(
            async token => await db.OutboxMails
                .Where(mail => mail.State == WorkState.Failed && (mail.CreatedAt < before || mail.ValidUntil < expiredBefore))
                .ExecuteDeleteAsync(token),
            cancellationToken);
        return $"Forgot {forgotten.Value} mails that could not be sent.";
    }
}
