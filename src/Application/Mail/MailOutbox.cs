using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Mail;

namespace Picora.Application.Mail;

/// <summary>The mails that wait to be sent. A sent one's row goes, so that its text is nowhere any more.</summary>
internal sealed class MailOutbox(IMailDb db, IMailSeal seal, IMailSender sender, IUnitOfWork unitOfWork, IOptions<OutboxOptions> options, TimeProvider time)
    : WorkItemQueue<OutboxMail>(unitOfWork, time)
{
    private static readonly Error Expired = new(ErrorKind.Validation, "MAIL_EXPIRED", "What the mail says was not true any more when it could be sent.");
    private static readonly Error Unreadable = new(ErrorKind.Validation, "MAIL_UNREADABLE", "The mail was sealed under a server secret that is gone.");

    private readonly TimeProvider time = time;

    public override string Kind => IMailQueue.Kind;

    protected override DbSet<OutboxMail> Items => db.OutboxMails;

    protected override WorkPace Pace => options.Value.Pace;

    protected override DateTimeOffset? DeadlineOf(OutboxMail item) => item.ValidUntil;

    protected override async Task<Result<Success>> WorkAsync(OutboxMail item, CancellationToken cancellationToken)
    {
        if (item.ValidUntil <= time.Now())
        {
            return Expired;
        }

        return seal.Open(item.Id, item.Content) is { } message ? await sender.SendAsync(message, cancellationToken) : Unreadable;
    }
}
